exercise = "max_pool2d_backward"
belief = "finds the windows at multiples of their size"
hint = "Window (i, j) begins at (i, j) times the stride, not times the size of the window."
must_fail = ("gradient_accumulates_where_windows_overlap",)

right = max_pool2d_backward


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    rows, columns = as_pair(kernel_size)
    (top, left), (height, width) = as_pair(padding), grad_out.shape[2:]
    size = [max(n, m) for n, m in zip((height * rows, width * columns), x.shape[2:])]
    more = [(0, 0), (0, 0), (0, size[0] - x.shape[2]), (0, size[1] - x.shape[3])]
    wide = np.pad(x, more, constant_values=-1e300)
    count = [(n + 2 * p - k) // k + 1 for n, p, k in zip(size, (top, left), (rows, columns))]
    grads = np.zeros((*x.shape[:2], *count))
    grads[:, :, :height, :width] = grad_out[:, :, : count[0], : count[1]]
    return right(grads, wide, kernel_size, None, padding)[:, :, : x.shape[2], : x.shape[3]].copy()
