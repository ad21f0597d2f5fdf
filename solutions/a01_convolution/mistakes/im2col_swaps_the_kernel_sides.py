exercise = "im2col"
belief = "takes (rows, columns) of the kernel for (columns, rows)"
hint = "Your kernel is the wrong way round: its first number is the height."
must_fail = ("rows_are_ordered_channel_first", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, as_pair(kernel_size)[::-1], stride, padding, dilation)
