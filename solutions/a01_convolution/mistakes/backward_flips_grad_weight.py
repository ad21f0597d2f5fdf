exercise = "conv2d_backward"
belief = "returns grad_weight flipped"
hint = (
    "Your grad_weight is flipped: its element (i, j) belongs to the pixels that weight (i, j) "
    "multiplied."
)
must_fail = ("weight_gradient", "backward_is_the_transpose_of_forward")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    return grad_x, grad_weight[:, :, ::-1, ::-1], grad_bias
