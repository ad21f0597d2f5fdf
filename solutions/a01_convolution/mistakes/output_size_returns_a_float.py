exercise = "conv_output_size"
belief = "returns a float"
hint = "Your output size is a float. Use //, or convert: a count is an integer."
must_fail = ("one_pixel_too_long_is_refused", "remainder_is_dropped_for_every_size")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    right(size, kernel, stride, padding, dilation)
    return np.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
