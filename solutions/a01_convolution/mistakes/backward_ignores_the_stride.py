exercise = "conv2d_backward"
belief = "places gradients as if the stride were 1"
hint = (
    "Your gradients land as if windows lay one pixel apart. Output (y, x) looked at rows from y *"
    " stride on."
)
must_fail = ("pixels_between_windows_receive_nothing", "backward_is_the_transpose_of_forward")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    step = np.ones(2, int)
    top, left = as_pair(padding)
    wide = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)))
    reach = [d * (k - 1) for k, d in zip(weight.shape[2:], as_pair(dilation), strict=True)]
    seen = wide[:, :, : grad_out.shape[2] + reach[0], : grad_out.shape[3] + reach[1]]
    part, grad_weight, grad_bias = right(grad_out, seen, weight, step, 0, dilation)
    grad_x = np.zeros(wide.shape)
    grad_x[:, :, : part.shape[2], : part.shape[3]] = part
    return _crop(grad_x, (top, left)), grad_weight, grad_bias
