exercise = "conv2d_backward"
belief = "returns grad_weight first"
hint = "Your gradients come in the wrong order: grad_x, grad_weight, grad_bias."
must_fail = ("pixels_between_windows_receive_nothing", "weight_gradient")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    return grad_weight, grad_x, grad_bias
