exercise = "max_pool2d_forward"
belief = "pads before the image, not after"
hint = "Padding stands on both sides of an axis; yours stands above and to the left only."
must_fail = ("max_settings_differ_by_axis",)

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    size = as_settings(x, kernel_size, stride, padding)[3]
    top, left = as_pair(padding)
    width = ((0, 0), (0, 0), (top, 0), (left, 0))
    stride = kernel_size if stride is None else stride
    padded = np.pad(x, width, constant_values=-np.inf)
    out = right(padded, kernel_size, stride)
    missing = [(0, n - m) for n, m in zip(size, out.shape[2:])]
    return np.pad(out, ((0, 0), (0, 0), *missing), mode="edge")
