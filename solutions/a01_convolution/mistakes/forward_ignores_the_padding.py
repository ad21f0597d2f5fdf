exercise = "conv2d_forward"
belief = "leaves out the padding"
hint = "Your images are not padded. Put zeros around them first."
must_fail = ("padding_pair_is_zeros_on_both_sides", "padding_makes_a_large_kernel_fit")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, stride, 0, dilation, groups)
