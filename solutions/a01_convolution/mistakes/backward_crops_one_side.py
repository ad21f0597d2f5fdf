exercise = "conv2d_backward"
belief = "cuts the padding off below and to the right only"
hint = (
    "You cut grad_x at its end only, so it is shifted by the padding. Leave out the first rows "
    "and columns too."
)
must_fail = ("backward_is_the_transpose_of_forward", "gradient_with_a_padding_pair")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    _, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    top, left = as_pair(padding)
    wide = np.pad(x, ((0, 0), (0, 0), (top, top), (left, left)))
    grad_x = right(grad_out, wide, weight, stride, 0, dilation)[0]
    return grad_x[:, :, : x.shape[2], : x.shape[3]], grad_weight, grad_bias
