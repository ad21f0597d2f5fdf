exercise = "col2im"
belief = "reads the kernel's elements by column first"
hint = (
    "Within a channel you read the rows down the kernel's columns. Its column index runs fastest."
)
must_fail = ("unseen_pixels_are_zero", "images_of_several_channels")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    right(columns, output_size, kernel_size, stride, padding, dilation)
    (rows, cols), shape = as_pair(kernel_size), columns.shape
    split = columns.reshape(len(columns), shape[1] // (rows * cols), cols, rows, shape[2])
    columns = split.swapaxes(2, 3).reshape(shape)
    return right(columns, output_size, kernel_size, stride, padding, dilation)
