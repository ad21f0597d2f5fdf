exercise = "conv2d_backward"
belief = "places gradients as if the kernel were dense"
hint = "Your gradients land as if the kernel were dense. Its elements lie dilation pixels apart."
must_fail = ("gradient_with_a_dilation_pair", "gradient_where_a_kernel_just_fits")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    top, left = as_pair(padding)
    wide = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)))
    size = [
        (n - 1) * s + k
        for n, s, k in zip(grad_out.shape[2:], as_pair(stride), weight.shape[2:], strict=True)
    ]
    part, grad_weight, grad_bias = right(grad_out, wide[:, :, : size[0], : size[1]], weight, stride)
    grad_x = np.zeros(wide.shape)
    grad_x[:, :, : size[0], : size[1]] = part
    return _crop(grad_x, (top, left)), grad_weight, grad_bias
