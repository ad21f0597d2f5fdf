exercise = "conv2d_forward"
belief = "takes (rows, columns) of the stride for (columns, rows)"
hint = (
    "Your strides are the wrong way round: the first is for rows (height), the second for columns"
    " (width)."
)
must_fail = ("stride_pair_leaves_remainders", "stride_padding_dilation_and_groups_together")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, as_pair(stride)[::-1], padding, dilation, groups)
