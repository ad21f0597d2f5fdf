exercise = "col2im"
belief = "returns a view of the columns where windows are single pixels"
hint = "Your images share memory with columns. Return a new array."
must_fail = ("images_are_new_arrays",)

right = col2im


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    images = right(columns, output_size, kernel_size, stride, padding, dilation)
    same = images.size == columns.size and np.array_equal(images.ravel(), columns.ravel())
    return columns.reshape(images.shape) if same and columns.dtype == np.float64 else images
