exercise = "conv1d_forward"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to every step of channel o."
must_fail = ("sequence_values", "causal_sequences_with_stride_and_dilation")

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1, causal=False):
    return right(x, weight, None, stride, padding, dilation, causal)
