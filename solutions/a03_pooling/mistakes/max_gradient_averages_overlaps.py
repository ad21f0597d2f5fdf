exercise = "max_pool2d_backward"
belief = "averages the gradients of overlapping windows"
hint = (
    "Gradients of several windows are added, not averaged: the pixel's change reaches all of "
    "these outputs."
)
must_fail = ("gradient_accumulates_where_windows_overlap", "one_pixel_may_win_many_windows")


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad_padded = np.zeros(padded.shape)
    best = max_pool2d_forward(x, kernel_size, stride, padding)
    undecided, won = np.ones(best.shape, dtype=bool), np.zeros(padded.shape)
    for window in _taps(kernel_size, stride, out_size):
        wins = undecided & (padded[window] == best)
        grad_padded[window] += np.where(wins, grad_out, 0.0)
        won[window] += wins
        undecided &= ~wins
    return _crop(grad_padded / np.maximum(won, 1), padding)
