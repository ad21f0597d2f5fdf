exercise = "conv1d_forward"
belief = "uses whatever fits"
hint = "The kernel must fit, channels must match and steps start at 1: raise ValueError."
must_fail = ("sequence_settings_that_are_refused",)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    try:
        return right(x, weight, bias, stride, padding, dilation, causal)
    except ValueError:
        if causal and padding:
            raise
        return np.zeros((len(x), len(weight), 0))
