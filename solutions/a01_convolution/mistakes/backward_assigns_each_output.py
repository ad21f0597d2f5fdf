exercise = "conv2d_backward"
belief = "assigns each output's gradient to grad_x instead of adding it"
hint = (
    "The last output channel, and there the last window, wins in your grad_x. Add over both, do "
    "not assign."
)
must_fail = ("input_gradient", "overlapping_windows_add_up")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    _, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    padded, _, taps = _slide(np.zeros(x.shape), weight.shape[2:], stride, padding, dilation)
    for (i, j), window in reversed(taps):
        padded[window] = np.float64(weight[-1, :, i, j])[:, None, None] * grad_out[:, -1:]
    return _crop(padded, padding), grad_weight, grad_bias
