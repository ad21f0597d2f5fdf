exercise = "same_padding"
belief = "gives a negative padding where the stride skips pixels"
hint = (
    "Your padding can be negative. Where the last window ends before the axis does, nothing is "
    "needed: 0."
)
must_fail = ("padding_is_never_negative", "outputs_are_the_ceiling_with_the_least_padding")


def same_padding(size, kernel, stride=1, dilation=1):
    total = (-(-size // stride) - 1) * stride + dilation * (kernel - 1) + 1 - size
    return total // 2, total - total // 2
