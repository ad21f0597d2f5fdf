exercise = "max_pool2d_backward"
belief = "shares the gradient among equal pixels"
hint = "Equal pixels do not share: the first in row-major order takes all."
must_fail = ("first_of_equals_wins", "flat_images")


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad_padded = np.zeros(padded.shape)
    best = max_pool2d_forward(x, kernel_size, stride, padding)
    taps = _taps(kernel_size, stride, out_size)
    ties = sum((padded[window] == best).astype(float) for window in taps)
    for window in taps:
        grad_padded[window] += np.where(padded[window] == best, grad_out / ties, 0.0)
    return _crop(grad_padded, padding)
