exercise = "conv_output_size"
belief = "returns a float"
hint = "Your output size is a float. Use //, or convert: a count is an integer."
must_fail = ("remainder_is_dropped_for_every_size",)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return np.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
