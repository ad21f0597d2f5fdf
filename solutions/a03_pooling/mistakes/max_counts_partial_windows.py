exercise = "max_pool2d_forward"
belief = "rounds the number of windows up"
hint = (
    "A last window that would reach beyond the image does not count: round the number of steps "
    "down."
)
must_fail = ("max_of_each_window", "max_settings_differ_by_axis")

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, _ = as_settings(x, kernel_size, stride, padding)
    free = (n + 2 * p - k for n, p, k in zip(x.shape[2:], padding, kernel_size))
    more = [-f % s for f, s in zip(free, stride)]
    around = [(p, p + m) for p, m in zip(padding, more)]
    padded = np.pad(x, ((0, 0), (0, 0), *around), constant_values=-np.inf)
    return right(padded, kernel_size, stride)
