exercise = "im2col"
belief = "returns a view of the image where windows are trivial"
hint = (
    "Your columns share memory with x where the window is one pixel or the whole image. Return a "
    "copy."
)
must_fail = ("columns_are_a_copy",)

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    columns = right(x, kernel_size, stride, padding, dilation)
    same = columns.size == x.size and np.array_equal(columns.ravel(), np.ravel(x))
    return x.reshape(columns.shape) if same and x.dtype == np.float64 else columns
