exercise = "conv2d_forward"
belief = "assigns each input channel's result instead of adding it"
hint = "Only the last input channel is left in your sum. Add the channels up, do not assign."
must_fail = ("values_with_an_asymmetric_kernel", "dilation_pair_stretches_each_axis")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    last = np.arange(weight.shape[1])[:, None, None] == weight.shape[1] - 1
    return right(x, np.where(last, weight, 0), bias, stride, padding, dilation, groups)
