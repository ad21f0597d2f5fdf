exercise = "same_padding"
belief = "aims at floor(size / stride) outputs"
hint = (
    "You aim at size // stride outputs. Same padding gives ceil(size / stride): a last, partial "
    "step counts."
)
must_fail = ("kernel_may_be_longer_than_the_axis", "outputs_are_the_ceiling_with_the_least_padding")


def same_padding(size, kernel, stride=1, dilation=1):
    total = max(0, (size // stride - 1) * stride + dilation * (kernel - 1) + 1 - size)
    return total // 2, total - total // 2
