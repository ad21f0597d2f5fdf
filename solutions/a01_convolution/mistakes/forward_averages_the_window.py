exercise = "conv2d_forward"
belief = "divides by the number of kernel elements"
hint = "You divide by the size of the window. A layer sums, it does not average."
must_fail = ("one_channel_is_a_cross_correlation", "values_with_an_asymmetric_kernel")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    weight = np.asarray(weight) / weight[0, 0].size
    return right(x, weight, bias, stride, padding, dilation, groups)
