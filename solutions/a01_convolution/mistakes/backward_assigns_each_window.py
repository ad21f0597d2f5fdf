exercise = "conv2d_backward"
belief = "assigns each window's gradient to grad_x instead of adding it"
hint = "Where windows overlap, the last one wins in your grad_x. Add, do not assign."
must_fail = ("input_gradient", "backward_is_the_transpose_of_forward")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    _, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    padded, _, taps = _slide(np.zeros(x.shape), weight.shape[2:], stride, padding, dilation)
    for (i, j), window in reversed(taps):
        padded[window] = np.einsum(
            "oc,nohw->nchw", np.float64(weight[:, :, i, j]), np.float64(grad_out)
        )
    return _crop(padded, padding), grad_weight, grad_bias
