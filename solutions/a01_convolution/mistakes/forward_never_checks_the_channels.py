exercise = "conv2d_forward"
belief = "uses whatever channels there are"
hint = "The channels of x, weight and bias do not belong together here: raise ValueError."
must_fail = ("layer_refuses_channels_that_do_not_match",)

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    per_group = x.shape[1] // max(groups, 1)
    bias = None if bias is None else np.resize(bias, len(weight))
    try:
        return right(x, weight, bias, stride, padding, dilation, groups)
    except ValueError:
        if weight.shape[1] == per_group and len(weight) % groups == 0:
            raise
        return right(x[:, :1], weight[:, :1], bias, stride, padding, dilation)
