exercise = "conv2d_backward"
belief = "averages grad_weight and grad_bias over the batch"
hint = "You divide by the batch size. The loss already says how images are weighed: sum."
must_fail = ("weight_gradient", "bias_gradient")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    return grad_x, grad_weight / len(x), grad_bias / len(x)
