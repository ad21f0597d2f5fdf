exercise = "conv2d_forward"
belief = "uses the first stride for both axes"
hint = "You use the first stride for both axes. Columns have a stride of their own."
must_fail = ("stride_pair_leaves_remainders", "stride_padding_dilation_and_groups_together")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, as_pair(stride)[0], padding, dilation, groups)
