exercise = "conv1d_forward"
belief = "leaves out the padding"
hint = "Your sequences are not padded. Put zeros before and after them first."
must_fail = ("sequence_settings_one_by_one", "sequence_settings_together")

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight, bias, stride, 0, dilation)
