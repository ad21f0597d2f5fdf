exercise = "same_padding"
belief = "drops the odd zero of an even kernel"
hint = "Halving rounds down, and the odd zero is lost: give it to the side after."
must_fail = ("even_kernels_put_the_extra_zero_after", "stride_one_keeps_the_size")

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    total = sum(right(size, kernel, stride, dilation))
    return total // 2, total // 2
