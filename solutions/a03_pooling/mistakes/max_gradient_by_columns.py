exercise = "max_pool2d_backward"
belief = "walks through the window column by column"
hint = (
    "Ties go to the first in row-major order: along the first row, then the second. You go down "
    "the first column first."
)
must_fail = ("first_of_equals_wins",)


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad_padded = np.zeros(padded.shape)
    best = max_pool2d_forward(x, kernel_size, stride, padding)
    undecided = np.ones(best.shape, dtype=bool)
    taps = _taps(kernel_size, stride, out_size)
    for window in sorted(taps, key=lambda tap: (tap[2].start, tap[1].start)):
        wins = undecided & (padded[window] == best)
        grad_padded[window] += np.where(wins, grad_out, 0.0)
        undecided &= ~wins
    return _crop(grad_padded, padding)
