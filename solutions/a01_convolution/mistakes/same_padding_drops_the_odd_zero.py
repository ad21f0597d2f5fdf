exercise = "same_padding"
belief = "drops the odd zero of an even kernel"
hint = "Halving rounds down, and the odd zero is lost: give it to the side after."
must_fail = ("kernel_may_be_longer_than_the_axis", "agrees_with_torch_same")

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    total = sum(right(size, kernel, stride, dilation))
    return total // 2, total // 2
