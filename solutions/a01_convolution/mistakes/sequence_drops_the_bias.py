exercise = "conv1d_forward"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to every step of channel o."
must_fail = ("sequence_values", "sequence_with_a_bias")

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight, np.zeros(len(weight)), stride, padding, dilation)
