exercise = "conv2d_backward"
belief = "assigns each window's gradient to grad_weight instead of adding it"
hint = (
    "Your grad_weight is that of the last window of the last image. Every window of every image "
    "adds to it."
)
must_fail = ("weight_gradient",)

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grad_x, _, grad_bias = right(grad_out, x, weight, stride, padding, dilation)
    last = np.zeros(grad_out.shape)
    last[-1:, :, -1, -1] = grad_out[-1:, :, -1, -1]
    return grad_x, right(last, x, weight, stride, padding, dilation)[1], grad_bias
