exercise = "im2col"
belief = "orders rows by kernel element first, channel last"
hint = (
    "Your rows run over the channels fastest. The channel comes first, then kernel row, then "
    "kernel column."
)
must_fail = ("columns_with_stride_longer_than_kernel", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    (rows, cols), (batch, channels) = as_pair(kernel_size), x.shape[:2]
    split = columns.reshape(batch, channels, rows * cols, columns.shape[2])
    return split.swapaxes(1, 2).reshape(columns.shape)
