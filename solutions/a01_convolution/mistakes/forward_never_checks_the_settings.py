exercise = "conv2d_forward"
belief = "accepts strides and dilations of 0 and negative padding"
hint = "A stride or dilation below 1 or a padding below 0 means nothing: raise ValueError."
must_fail = ("layer_refuses_impossible_settings",)

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    stride, dilation = np.maximum(as_pair(stride), 1), np.maximum(as_pair(dilation), 1)
    padding = np.maximum(as_pair(padding), 0)
    return right(x, weight, bias, stride, padding, dilation, groups)
