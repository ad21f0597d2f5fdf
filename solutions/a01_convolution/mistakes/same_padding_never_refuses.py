exercise = "same_padding"
belief = "accepts sizes and steps below 1"
hint = "There is no axis, kernel, stride or dilation below 1: raise ValueError."
must_fail = ("arguments_below_one_are_refused",)


def same_padding(size, kernel, stride=1, dilation=1):
    stride = stride or 1
    total = max(0, (-(-size // stride) - 1) * stride + dilation * (kernel - 1) + 1 - size)
    return total // 2, total - total // 2
