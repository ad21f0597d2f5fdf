exercise = "im2col"
belief = "takes dilation for (columns, rows)"
hint = "Your dilation is the wrong way round: a pair is (rows, columns), as for stride and padding."
must_fail = ("columns_of_square_images_with_unequal_settings",)

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, stride, padding, as_pair(dilation)[::-1])
