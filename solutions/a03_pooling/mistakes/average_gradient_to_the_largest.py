exercise = "avg_pool2d_backward"
belief = "sends the gradient to the largest pixel, as max pooling does"
hint = "In an average every pixel of the window takes part, so every one receives a share."
must_fail = ("average_shares_the_gradient",)


def avg_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    return max_pool2d_backward(grad_out, x, kernel_size, stride, padding)
