exercise = "im2col"
belief = "reshapes the windows without transposing them"
hint = (
    "The shape is right, the values are scrambled: a reshape does not move axes. Transpose so "
    "that the kernel axes stand before the places."
)
must_fail = ("columns_with_stride_longer_than_kernel", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    split = columns.reshape(*x.shape[:2], np.prod(as_pair(kernel_size)), columns.shape[2])
    return split.swapaxes(2, 3).reshape(columns.shape)
