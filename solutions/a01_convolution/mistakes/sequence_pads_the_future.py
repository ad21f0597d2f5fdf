exercise = "conv1d_forward"
belief = "puts causal's zeros after the sequence"
hint = "Your causal outputs see the future: the zeros stand after the sequence. Put them before it."
must_fail = (
    "causal_kernel_may_be_longer_than_the_sequence",
    "future_does_not_reach_causal_outputs",
)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    if not causal:
        return right(x, weight, bias, stride, padding, dilation)
    x = np.pad(x, ((0, 0), (0, 0), (0, dilation * (weight.shape[2] - 1))))
    return right(x, weight, bias, stride, 0, dilation)
