exercise = "conv2d_forward"
belief = "adds the first channel's bias to all channels"
hint = "All your channels have the same bias. Channel o has bias[o]."
must_fail = ("values_with_an_asymmetric_kernel", "dilation_pair_stretches_each_axis")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    bias = None if bias is None else np.full(len(weight), bias[0])
    return right(x, weight, bias, stride, padding, dilation, groups)
