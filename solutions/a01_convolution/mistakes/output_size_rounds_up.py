exercise = "conv_output_size"
belief = "counts a last window that does not fit whole"
hint = (
    "You round up. A last window that would reach beyond the padded axis is not counted: round "
    "down."
)
must_fail = ("remainder_is_dropped_for_every_size",)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return -(-(size + 2 * padding - dilation * (kernel - 1) - 1) // stride) + 1
