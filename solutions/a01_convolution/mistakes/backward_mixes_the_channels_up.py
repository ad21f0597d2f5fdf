exercise = "conv2d_backward"
belief = "sends every output channel's gradient to every input channel alike"
hint = (
    "Your grad_x is the same for all input channels: weight[o, c] says how much channel c "
    "receives of output o."
)
must_fail = ("input_gradient", "backward_is_the_transpose_of_forward")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    alike = np.broadcast_to(np.mean(weight, axis=1, keepdims=True), weight.shape)
    grad_x = right(grad_out, x, alike, stride, padding, dilation)[0]
    return grad_x, *right(grad_out, x, weight, stride, padding, dilation)[1:]
