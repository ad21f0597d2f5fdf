exercise = "conv1d_forward"
belief = "takes kernel - 1 zeros for causal, dilated or not"
hint = (
    "A dilated kernel reaches back dilation * (kernel - 1) steps: as many zeros stand before the "
    "sequence."
)
must_fail = ("causal_sequences_with_stride_and_dilation", "sequence_settings_that_are_refused")

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    if not causal:
        return right(x, weight, bias, stride, padding, dilation)
    x = np.pad(x, ((0, 0), (0, 0), (weight.shape[2] - 1, 0)))
    return right(x, weight, bias, stride, 0, dilation)
