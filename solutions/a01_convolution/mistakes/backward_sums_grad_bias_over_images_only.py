exercise = "conv2d_backward"
belief = "sums grad_bias over the images only"
hint = (
    "Your grad_bias still has rows and columns. The bias was added at each of them: sum over them"
    " too."
)
must_fail = ("bias_gradient", "bias_gradient_sums_over_images_and_places")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    grads = right(grad_out, x, weight, stride, padding, dilation)
    return grads[0], grads[1], np.sum(grad_out, axis=0, dtype=np.float64)
