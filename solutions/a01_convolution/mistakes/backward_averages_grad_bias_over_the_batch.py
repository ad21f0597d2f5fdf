exercise = "conv2d_backward"
belief = "averages grad_bias over the batch"
hint = "Your grad_bias is divided by the batch size. Sum over the images as well."
must_fail = ("bias_gradient", "backward_refuses_what_forward_cannot_give")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grads = right(grad_out, x, weight, stride, padding, dilation)
    return grads[0], grads[1], grads[2] / max(len(x), 1)
