exercise = "conv2d_backward"
belief = "computes grad_x for the first image only"
hint = "Only your first image has a gradient. Every image of the batch receives its own."
must_fail = ("input_gradient", "backward_refuses_what_forward_cannot_give")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    grad_x[1:] = 0
    return grad_x, grad_weight, grad_bias
