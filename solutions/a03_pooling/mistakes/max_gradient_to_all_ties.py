exercise = "max_pool2d_backward"
belief = "gives the gradient to every pixel that equals the maximum"
hint = (
    "Where several pixels are equal, each of yours receives the whole gradient. Only the first "
    "in row-major order does."
)
must_fail = ("first_of_equals_wins", "flat_images")


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad_padded = np.zeros(padded.shape)
    best = max_pool2d_forward(x, kernel_size, stride, padding)
    for window in _taps(kernel_size, stride, out_size):
        grad_padded[window] += np.where(padded[window] == best, grad_out, 0.0)
    return _crop(grad_padded, padding)
