exercise = "col2im"
belief = "adds in the dtype of the columns"
hint = "You add in the dtype of columns, and small integers overflow. Start from zeros of float64."
must_fail = ("images_are_float64",)

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    with np.errstate(all="ignore"):
        return right(columns, output_size, kernel_size, stride, padding, dilation).astype(
            columns.dtype
        )
