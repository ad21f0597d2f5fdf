exercise = "avg_pool2d_backward"
belief = "also gives pixels beyond the last window a share"
hint = "Pixels that no window sees receive 0."
must_fail = ("average_shares_the_gradient",)

right = avg_pool2d_backward


def avg_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    grad = right(grad_out, x, kernel_size, stride, padding, count_include_pad)
    stride = kernel_size if stride is None else stride
    (rows, columns), (top, left) = as_pair(kernel_size), as_pair(padding)
    down, along = as_pair(stride)
    height = (grad_out.shape[2] - 1) * down + rows - top
    width = (grad_out.shape[3] - 1) * along + columns - left
    grad[:, :, height:] = grad[:, :, height - 1 : height]
    grad[:, :, :, width:] = grad[:, :, :, width - 1 : width]
    return grad
