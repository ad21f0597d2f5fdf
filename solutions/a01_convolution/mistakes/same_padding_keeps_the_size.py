exercise = "same_padding"
belief = "pads until there are as many outputs as inputs, whatever the stride"
hint = "You pad for size outputs. Same means ceil(size / stride) outputs."
must_fail = ("padding_is_never_negative", "outputs_are_the_ceiling_with_the_least_padding")


def same_padding(size, kernel, stride=1, dilation=1):
    total = (size - 1) * stride + dilation * (kernel - 1) + 1 - size
    return total // 2, total - total // 2
