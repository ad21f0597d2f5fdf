exercise = "conv2d_backward"
belief = "averages grad_bias over images and places"
hint = "Your grad_bias is a mean. The bias was added at every place of every image: sum."
must_fail = ("bias_gradient", "backward_refuses_what_forward_cannot_give")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grads = right(grad_out, x, weight, stride, padding, dilation)
    places = max(grad_out.size // len(weight), 1)
    return grads[0], grads[1], grads[2] / places
