exercise = "im2col"
belief = "leaves out the stride"
hint = "Your windows move by one pixel whatever the stride."
must_fail = ("columns_with_stride_longer_than_kernel", "columns_with_pairs_of_settings")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, 1, padding, dilation)
