exercise = "im2col"
belief = "makes a row of each window, not a column"
hint = "Your windows are rows. Each window is a column: swap the last two axes."
must_fail = ("rows_are_ordered_channel_first", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, stride, padding, dilation).swapaxes(1, 2)
