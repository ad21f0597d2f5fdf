exercise = "im2col"
belief = "puts the windows of all images side by side"
hint = "Your columns of all images stand in one matrix. The batch stays the first axis."
must_fail = ("each_window_becomes_a_column", "columns_of_several_channels_and_images")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    return columns.transpose(1, 0, 2).reshape(columns.shape[1], len(x) * columns.shape[2])
