exercise = "conv2d_backward"
belief = "returns grad_x with its padding"
hint = "Your grad_x still has the padding around it. Cut it off: grad_x has the shape of x."
must_fail = ("backward_is_the_transpose_of_forward", "gradient_with_a_padding_pair")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    _, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    top, left = as_pair(padding)
    wide = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)))
    return right(grad_out, wide, weight, stride, 0, dilation)[0], grad_weight, grad_bias
