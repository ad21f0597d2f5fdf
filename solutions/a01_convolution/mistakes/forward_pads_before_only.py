exercise = "conv2d_forward"
belief = "pads above and to the left only"
hint = "You pad above and to the left only. Padding stands on both sides of each axis."
must_fail = ("padding_pair_is_zeros_on_both_sides", "padding_makes_a_large_kernel_fit")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    top, left = as_pair(padding)
    x = np.pad(x, ((0, 0), (0, 0), (top, 0), (left, 0)))
    return right(x, weight, bias, stride, 0, dilation, groups)
