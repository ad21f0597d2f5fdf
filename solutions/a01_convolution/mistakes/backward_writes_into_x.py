exercise = "conv2d_backward"
belief = "writes grad_x into x's own memory"
hint = (
    "Your grad_x is written into x, which the caller still needs. Start from a new array of zeros."
)
must_fail = ("backward_leaves_its_inputs_alone",)

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, grad_weight, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    if x.dtype == np.float64:
        x[...] = grad_x
        return x, grad_weight, grad_bias
    return grad_x, grad_weight, grad_bias
