exercise = "conv2d_forward"
belief = "gives every group the first block of input channels"
hint = "All your groups see the first block of input channels. Group g sees block g."
must_fail = ("groups_are_consecutive_blocks", "depthwise_convolution")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x[:, : weight.shape[1]], weight, bias, stride, padding, dilation, 1)
