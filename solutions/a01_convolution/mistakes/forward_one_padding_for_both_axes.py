exercise = "conv2d_forward"
belief = "uses the first padding for both axes"
hint = "You use the first padding for both axes. Left and right have a padding of their own."
must_fail = ("padding_pair_is_zeros_on_both_sides", "each_axis_fits_by_its_own_settings")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, stride, as_pair(padding)[0], dilation, groups)
