exercise = "conv2d_forward"
belief = "leaves out the padding"
hint = "Your images are not padded. Put zeros around them first."
must_fail = ("layer_refuses_impossible_settings", "depthwise_convolution")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, stride, 0, dilation, groups)
