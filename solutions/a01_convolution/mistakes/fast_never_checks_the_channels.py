exercise = "conv2d_im2col"
belief = "uses whatever channels there are"
hint = "The channels of x, weight and bias do not belong together here: raise ValueError."
must_fail = ("fast_refuses_what_forward_refuses",)

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    channels = min(x.shape[1], weight.shape[1])
    x, weight = x[:, :channels], weight[:, :channels]
    bias = None if bias is None else np.resize(bias, len(weight))
    return right(x, weight, bias, stride, padding, dilation)
