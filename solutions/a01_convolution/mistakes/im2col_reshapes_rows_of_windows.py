exercise = "im2col"
belief = "reshapes rows of windows into columns without transposing"
hint = (
    "You collect each window as a row, then reshape: that scrambles the values. Transpose the "
    "last two axes."
)
must_fail = ("columns_with_stride_longer_than_kernel", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    return columns.swapaxes(1, 2).reshape(columns.shape)
