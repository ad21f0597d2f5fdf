exercise = "col2im"
belief = "uses as many rows and columns as fit"
hint = "columns has not the shape that im2col gives for these images: raise ValueError."
must_fail = ("images_refuse_columns_of_another_shape",)

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    axes = zip(*map(as_pair, (output_size, kernel_size, stride, padding, dilation)), strict=True)
    places = np.prod([conv_output_size(*axis) for axis in axes])
    area = np.prod(as_pair(kernel_size))
    shape = (len(columns), max(columns.shape[1] // area, 1) * area, places)
    columns = columns if columns.shape == shape else np.resize(columns, shape)
    return right(columns, output_size, kernel_size, stride, padding, dilation)
