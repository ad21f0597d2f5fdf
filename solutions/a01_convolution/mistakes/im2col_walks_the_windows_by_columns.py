exercise = "im2col"
belief = "orders the windows by column first"
hint = (
    "Your windows run down the image first. They are in row-major order: along a row, then the "
    "next row."
)
must_fail = ("columns_with_stride_longer_than_kernel", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    axes = zip(x.shape[2:], *map(as_pair, (kernel_size, stride, padding, dilation)), strict=True)
    size = [conv_output_size(*axis) for axis in axes]
    return columns.reshape(*columns.shape[:2], *size).swapaxes(2, 3).reshape(columns.shape)
