exercise = "conv2d_forward"
belief = "writes group g's outputs to every groups-th channel"
hint = "Your output channels are interleaved: the outputs of a group stand side by side."
must_fail = ("groups_are_consecutive_blocks", "depthwise_convolution")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    out = right(x, weight, None, stride, padding, dilation, groups)
    out = out.reshape(len(out), groups, -1 if len(out) else 1, *out.shape[2:]).swapaxes(1, 2)
    out = out.reshape(len(x), -1 if len(x) else len(weight), *out.shape[3:])
    return out if bias is None else out + np.reshape(bias, (-1, 1, 1))
