exercise = "conv2d_forward"
belief = "returns float32"
hint = "The result is float32. Compute and return float64."
must_fail = ("one_channel_is_a_cross_correlation", "layer_of_whole_numbers_in_float64")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    with np.errstate(all="ignore"):
        return right(x, weight, bias, stride, padding, dilation, groups).astype(np.float32)
