exercise = "max_pool2d_backward"
belief = "lets the last of equal pixels win"
hint = "Of equal pixels the first in row-major order wins; with >= the last one takes over."
must_fail = ("first_of_equals_wins", "flat_images")


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad_padded = np.zeros(padded.shape)
    best = max_pool2d_forward(x, kernel_size, stride, padding)
    undecided = np.ones(best.shape, dtype=bool)
    for window in reversed(_taps(kernel_size, stride, out_size)):
        wins = undecided & (padded[window] == best)
        grad_padded[window] += np.where(wins, grad_out, 0.0)
        undecided &= ~wins
    return _crop(grad_padded, padding)
