exercise = "conv2d_forward"
belief = "computes the first image only"
hint = "Only your first image is right: every image of the batch is to be computed."
must_fail = ("values_with_an_asymmetric_kernel", "dilation_pair_stretches_each_axis")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    out = right(x, weight, bias, stride, padding, dilation, groups)
    out[1:] = 0
    return out
