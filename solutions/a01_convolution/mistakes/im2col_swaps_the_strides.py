exercise = "im2col"
belief = "takes (rows, columns) of the stride for (columns, rows)"
hint = (
    "Your strides are the wrong way round: the first is for rows (height), the second for columns"
    " (width)."
)
must_fail = ("columns_with_pairs_of_settings", "columns_take_settings_of_any_kind")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, as_pair(stride)[::-1], padding, dilation)
