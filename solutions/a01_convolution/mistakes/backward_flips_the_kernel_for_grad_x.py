exercise = "conv2d_backward"
belief = "flips the kernel when it adds to grad_x"
hint = (
    "Your kernel is flipped in grad_x: weight[o, c, i, j] sends its gradient to the very pixel "
    "that it multiplied."
)
must_fail = ("pixels_between_windows_receive_nothing", "input_gradient")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x = right(grad_out, x, weight[:, :, ::-1, ::-1], stride, padding, dilation)[0]
    return grad_x, *right(grad_out, x, weight, stride, padding, dilation)[1:]
