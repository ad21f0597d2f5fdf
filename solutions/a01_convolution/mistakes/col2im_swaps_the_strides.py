exercise = "col2im"
belief = "takes (rows, columns) of the stride for (columns, rows)"
hint = (
    "Your strides are the wrong way round: the first is for rows (height), the second for columns"
    " (width)."
)
must_fail = ("images_with_pairs_of_settings", "images_are_the_transpose_of_columns")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    try:
        return right(columns, output_size, kernel_size, as_pair(stride)[::-1], padding, dilation)
    except ValueError:
        return np.zeros((0, 0, 0, 0))
