exercise = "im2col"
belief = "takes (rows, columns) of the padding for (columns, rows)"
hint = (
    "Your paddings are the wrong way round: the first goes above and below, the second left and "
    "right."
)
must_fail = ("columns_where_a_kernel_just_fits", "columns_with_pairs_of_settings")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, stride, as_pair(padding)[::-1], dilation)
