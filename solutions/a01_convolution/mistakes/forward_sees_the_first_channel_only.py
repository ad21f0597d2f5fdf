exercise = "conv2d_forward"
belief = "uses the first input channel only"
hint = "Only the first input channel counts in your sum. Sum over all of a group's channels."
must_fail = ("values_with_an_asymmetric_kernel", "dilation_pair_stretches_each_axis")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    check_channels(x, weight, bias, groups)
    first = np.arange(weight.shape[1])[:, None, None] == 0
    return right(x, np.where(first, weight, 0), bias, stride, padding, dilation, groups)
