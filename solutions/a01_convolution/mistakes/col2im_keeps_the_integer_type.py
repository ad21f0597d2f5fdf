exercise = "col2im"
belief = "adds in the columns' integer type"
hint = "You add in the integer type of columns, too small for sums. Start from zeros of float64."
must_fail = ("images_of_integers_do_not_overflow",)

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    images = right(columns, output_size, kernel_size, stride, padding, dilation)
    integers = columns.dtype.kind in "iu"
    return images.astype(np.int64).astype(columns.dtype) if integers else images
