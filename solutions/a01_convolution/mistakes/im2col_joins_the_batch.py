exercise = "im2col"
belief = "puts the windows of all images side by side"
hint = "Your columns of all images stand in one matrix. The batch stays the first axis."
must_fail = ("columns_refuse_a_kernel_that_does_not_fit", "columns_with_stride_longer_than_kernel")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    return columns.transpose(1, 0, 2).reshape(columns.shape[1], len(x) * columns.shape[2])
