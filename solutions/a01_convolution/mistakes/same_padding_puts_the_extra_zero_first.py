exercise = "same_padding"
belief = "puts the odd zero before the axis"
hint = (
    "Before and after are the wrong way round: where the total is odd, the extra zero stands after."
)
must_fail = ("even_kernels_put_the_extra_zero_after", "stride_one_keeps_the_size")

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    return right(size, kernel, stride, dilation)[::-1]
