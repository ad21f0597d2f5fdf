exercise = "avg_pool2d_backward"
belief = "assigns the shares instead of adding them"
hint = "A pixel in several windows keeps the last one's share only. Add, do not assign."
must_fail = ("shares_accumulate_where_windows_overlap",)


def avg_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    grad = np.zeros(_pad(x, padding, 0.0).shape)
    share = grad_out / _divisor(
        x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad
    )
    for i, j in np.ndindex(*out_size):
        top, left = i * stride[0], j * stride[1]
        window = share[:, :, i, j][:, :, None, None]
        grad[:, :, top : top + kernel_size[0], left : left + kernel_size[1]] = window
    return _crop(grad, padding)
