exercise = "conv_output_size"
belief = "rounds the output size to the nearest whole number"
hint = (
    "You round to the nearest whole number. Windows fit whole or not at all: round down, so 12.5 "
    "+ 1 is 13."
)
must_fail = ("remainder_is_dropped_for_every_size",)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return round((size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 0.001) + 1
