exercise = "col2im"
belief = "reads the windows by column first"
hint = "You read the windows down the image first. They are in row-major order."
must_fail = ("unseen_pixels_are_zero", "images_of_several_channels")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    right(columns, output_size, kernel_size, stride, padding, dilation)
    axes = zip(*map(as_pair, (output_size, kernel_size, stride, padding, dilation)), strict=True)
    height, width = (conv_output_size(*axis) for axis in axes)
    shape = columns.shape
    columns = columns.reshape(*shape[:2], width, height).swapaxes(2, 3).reshape(shape)
    return right(columns, output_size, kernel_size, stride, padding, dilation)
