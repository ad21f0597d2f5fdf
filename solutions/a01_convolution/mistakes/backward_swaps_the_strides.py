exercise = "conv2d_backward"
belief = "takes (rows, columns) of the stride for (columns, rows)"
hint = (
    "Your strides are the wrong way round: the first is for rows (height), the second for columns"
    " (width)."
)
must_fail = ("gradient_with_a_stride_pair", "gradient_with_all_settings")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    size = [
        d * (k - 1) + 1 + (n - 1) * s
        for k, d, n, s in zip(
            weight.shape[2:],
            as_pair(dilation),
            grad_out.shape[2:],
            as_pair(stride)[::-1],
            strict=True,
        )
    ]
    (top, left), (height, width) = as_pair(padding), x.shape[2:]
    wide = np.zeros((*x.shape[:2], max(size[0], height + 2 * top), max(size[1], width + 2 * left)))
    wide[:, :, top : top + height, left : left + width] = x
    seen = wide[:, :, : size[0], : size[1]]
    part, grad_weight, grad_bias = right(grad_out, seen, weight, as_pair(stride)[::-1], 0, dilation)
    grad_x = np.zeros(wide.shape)
    grad_x[:, :, : size[0], : size[1]] = part
    return grad_x[:, :, top : top + height, left : left + width], grad_weight, grad_bias
