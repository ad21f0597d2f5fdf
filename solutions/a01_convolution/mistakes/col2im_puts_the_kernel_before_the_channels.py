exercise = "col2im"
belief = "reads rows as kernel element first, channel last"
hint = (
    "You read the rows with the channel running fastest. The channel comes first, then kernel "
    "row, then kernel column."
)
must_fail = ("unseen_pixels_are_zero", "images_of_several_channels")

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    area = np.prod(as_pair(kernel_size))
    split = columns.reshape(len(columns), area, columns.shape[1] // area, columns.shape[2])
    columns = split.swapaxes(1, 2).reshape(columns.shape)
    return right(columns, output_size, kernel_size, stride, padding, dilation)
