exercise = "max_pool2d_backward"
belief = "writes whole windows, winners and losers"
hint = (
    "Writing a whole window wipes out what an overlapping window had put there. Add to the "
    "pixels instead."
)
must_fail = ("gradient_accumulates_where_windows_overlap",)


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, _ = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad = np.zeros(padded.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        top, left = i * stride[0], j * stride[1]
        place = (n, c, slice(top, top + kernel_size[0]), slice(left, left + kernel_size[1]))
        share = np.zeros(kernel_size)
        share.flat[padded[place].argmax()] = grad_out[n, c, i, j]
        grad[place] = share
    return _crop(grad, padding)
