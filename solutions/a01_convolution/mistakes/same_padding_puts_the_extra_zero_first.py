exercise = "same_padding"
belief = "puts the odd zero before the axis"
hint = (
    "Before and after are the wrong way round: where the total is odd, the extra zero stands after."
)
must_fail = ("kernel_may_be_longer_than_the_axis", "agrees_with_torch_same")

right = same_padding


def same_padding(size, kernel, stride=1, dilation=1):
    return right(size, kernel, stride, dilation)[::-1]
