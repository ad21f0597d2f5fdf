exercise = "conv2d_forward"
belief = "averages over the input channels"
hint = "You average over the input channels. They are summed."
must_fail = ("values_with_an_asymmetric_kernel", "dilation_pair_stretches_each_axis")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    weight = np.asarray(weight) / weight.shape[1]
    return right(x, weight, bias, stride, padding, dilation, groups)
