exercise = "conv2d_backward"
belief = "ignores the upstream gradient"
hint = "Your gradients do not depend on grad_out. The chain rule multiplies by it."
must_fail = ("pixels_between_windows_receive_nothing", "weight_gradient")

right = conv2d_backward


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    return right(np.ones(grad_out.shape), x, weight, stride, padding, dilation)
