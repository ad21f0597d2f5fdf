exercise = "conv1d_forward"
belief = "puts causal's zeros on both sides"
hint = "Your causal outputs go on beyond the sequence: zeros stand before it only."
must_fail = (
    "causal_kernel_may_be_longer_than_the_sequence",
    "future_does_not_reach_causal_outputs",
)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    reach = dilation * (weight.shape[2] - 1)
    return right(x, weight, bias, stride, reach if causal else padding, dilation)
