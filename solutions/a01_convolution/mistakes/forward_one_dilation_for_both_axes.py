exercise = "conv2d_forward"
belief = "uses the first dilation for both axes"
hint = "You use the first dilation for both axes. Columns have a dilation of their own."
must_fail = ("dilation_pair_stretches_each_axis", "stride_padding_dilation_and_groups_together")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, stride, padding, as_pair(dilation)[0], groups)
