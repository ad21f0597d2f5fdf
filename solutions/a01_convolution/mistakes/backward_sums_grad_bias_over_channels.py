exercise = "conv2d_backward"
belief = "sums grad_bias over the output channels too"
hint = "Your grad_bias is one number. Each output channel has a bias, and a gradient, of its own."
must_fail = ("bias_gradient", "backward_refuses_what_forward_cannot_give")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grads = right(grad_out, x, weight, stride, padding, dilation)
    return grads[0], grads[1], np.full(len(weight), np.sum(grad_out, dtype=np.float64))
