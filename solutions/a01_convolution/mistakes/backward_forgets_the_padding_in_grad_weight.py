exercise = "conv2d_backward"
belief = "takes grad_weight from an image without padding"
hint = (
    "Your grad_weight is computed from x without its padding, so every window is shifted. Pad x "
    "as in the forward call."
)
must_fail = ("backward_is_the_transpose_of_forward", "gradient_with_a_padding_pair")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, _, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    top, left = as_pair(padding)
    shifted = np.pad(x, ((0, 0), (0, 0), (0, 2 * top), (0, 2 * left)))
    return grad_x, right(grad_out, shifted, weight, stride, 0, dilation)[1], grad_bias
