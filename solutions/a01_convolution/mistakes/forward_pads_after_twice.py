exercise = "conv2d_forward"
belief = "puts all padding below and to the right"
hint = "All your padding stands below and to the right. Half of it belongs above and to the left."
must_fail = ("padding_pair_is_zeros_on_both_sides", "padding_makes_a_large_kernel_fit")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    top, left = as_pair(padding)
    x = np.pad(x, ((0, 0), (0, 0), (0, 2 * top), (0, 2 * left)))
    return right(x, weight, bias, stride, 0, dilation, groups)
