exercise = "im2col"
belief = "orders the kernel's elements by column first"
hint = "Within a channel your rows walk down the kernel's columns. Its column index runs fastest."
must_fail = ("columns_with_stride_longer_than_kernel", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    (rows, cols), (batch, channels) = as_pair(kernel_size), x.shape[:2]
    split = columns.reshape(batch, channels, rows, cols, columns.shape[2])
    return split.swapaxes(2, 3).reshape(columns.shape)
