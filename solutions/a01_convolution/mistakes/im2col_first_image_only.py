exercise = "im2col"
belief = "fills in the first image only"
hint = "Only your first image has columns. Every image of the batch has its own."
must_fail = ("columns_of_several_channels_and_images", "columns_where_a_kernel_just_fits")

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    columns[1:] = 0
    return columns
