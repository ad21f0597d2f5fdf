exercise = "conv1d_forward"
belief = "leaves out causal"
hint = (
    "causal changes nothing in your result. It puts dilation * (kernel - 1) zeros before the "
    "sequence."
)
must_fail = (
    "causal_kernel_may_be_longer_than_the_sequence",
    "future_does_not_reach_causal_outputs",
)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    return right(x, weight, bias, stride, padding, dilation)
