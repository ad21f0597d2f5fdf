exercise = "conv2d_forward"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to every output of channel o."
must_fail = ("layer_refuses_channels_that_do_not_match", "values_with_an_asymmetric_kernel")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, None, stride, padding, dilation, groups)
