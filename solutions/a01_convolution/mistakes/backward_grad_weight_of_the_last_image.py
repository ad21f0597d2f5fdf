exercise = "conv2d_backward"
belief = "keeps the last image's grad_weight only"
hint = "Your grad_weight is that of the last image: add up over the batch, do not assign."
must_fail = ("weight_gradient", "backward_refuses_what_forward_cannot_give")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    if len(x):
        grad_weight = right(grad_out[-1:], x[-1:], weight, stride, padding, dilation)[1]
    return grad_x, grad_weight, grad_bias
