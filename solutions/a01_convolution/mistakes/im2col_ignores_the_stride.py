exercise = "im2col"
belief = "leaves out the stride"
hint = "Your windows move by one pixel whatever the stride."
must_fail = ("columns_refuse_a_kernel_that_does_not_fit", "columns_with_stride_longer_than_kernel")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, 1, padding, dilation)
