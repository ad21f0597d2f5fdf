exercise = "conv2d_forward"
belief = "takes (rows, columns) of the padding for (columns, rows)"
hint = (
    "Your paddings are the wrong way round: the first goes above and below, the second left and "
    "right."
)
must_fail = ("padding_pair_is_zeros_on_both_sides", "stride_padding_dilation_and_groups_together")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, stride, as_pair(padding)[::-1], dilation, groups)
