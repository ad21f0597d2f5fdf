exercise = "max_pool2d_backward"
belief = "assigns each output's gradient, so the last window wins"
hint = "A pixel that wins several windows keeps the last one's gradient only. Add, do not assign."
must_fail = ("gradient_accumulates_where_windows_overlap", "one_pixel_may_win_many_windows")


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, _ = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad = np.zeros(padded.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        top, left = i * stride[0], j * stride[1]
        window = padded[n, c, top : top + kernel_size[0], left : left + kernel_size[1]]
        row, column = np.unravel_index(window.argmax(), window.shape)
        grad[n, c, top + row, left + column] = grad_out[n, c, i, j]
    return _crop(grad, padding)
