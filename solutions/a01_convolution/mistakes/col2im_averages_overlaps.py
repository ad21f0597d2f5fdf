exercise = "col2im"
belief = "averages where windows overlap"
hint = (
    "You divide by the number of windows that see a pixel. The transpose of im2col is a plain sum."
)
must_fail = ("images_of_several_channels", "images_where_a_kernel_just_fits")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    images = right(columns, output_size, kernel_size, stride, padding, dilation)
    columns = np.ones(columns.shape)
    return images / np.maximum(
        right(columns, output_size, kernel_size, stride, padding, dilation), 1
    )
