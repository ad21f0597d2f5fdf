exercise = "conv1d_forward"
belief = "leaves out causal"
hint = (
    "causal changes nothing in your result. It puts dilation * (kernel - 1) zeros before the "
    "sequence."
)
must_fail = (
    "sequences_are_kept_and_may_be_missing",
    "causal_kernel_may_be_longer_than_the_sequence",
)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    return right(x, weight, bias, stride, padding, dilation)
