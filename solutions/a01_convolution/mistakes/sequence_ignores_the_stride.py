exercise = "conv1d_forward"
belief = "leaves out the stride"
hint = "Your windows move by one step whatever the stride."
must_fail = ("sequence_settings_one_by_one", "sequence_settings_together")

right = conv1d_forward


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight, bias, 1, padding, dilation)
