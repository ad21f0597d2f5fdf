exercise = "conv1d_forward"
belief = "accepts padding together with causal"
hint = "causal sets the padding itself. A padding other than 0 beside it must be a ValueError."
must_fail = ("sequence_settings_that_are_refused",)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    return right(x, weight, bias, stride, 0 if causal else padding, dilation, causal)
