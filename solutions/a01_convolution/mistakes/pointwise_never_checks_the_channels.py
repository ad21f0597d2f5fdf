exercise = "conv1x1"
belief = "uses whatever channels there are"
hint = "The channels of x, weight and bias do not belong together here: raise ValueError."
must_fail = ("pointwise_refuses_channels_that_do_not_match",)

right = conv1x1


def conv1x1(x, weight, bias):
    channels = min(x.shape[1], weight.shape[1])
    bias = None if bias is None else np.resize(bias, len(weight))
    return right(x[:, :channels], weight[:, :channels], bias)
