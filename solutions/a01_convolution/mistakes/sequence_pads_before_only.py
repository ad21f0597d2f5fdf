exercise = "conv1d_forward"
belief = "pads before the sequence only"
hint = "You pad before the sequence only. Zeros stand on both sides."
must_fail = ("sequence_settings_one_by_one",)

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    x = np.pad(x, ((0, 0), (0, 0), (padding, 0)))
    return right(x, weight, bias, stride, 0, dilation)
