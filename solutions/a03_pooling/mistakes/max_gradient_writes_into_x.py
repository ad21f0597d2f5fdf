exercise = "max_pool2d_backward"
belief = "marks the winners in x itself"
hint = "You overwrite pixels of x. Inputs must be kept: work on a copy."
must_fail = ("max_gradient_leaves_its_inputs_alone",)

right = max_pool2d_backward


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    grad = right(grad_out, x, kernel_size, stride, padding)
    x[grad != 0] = -np.inf
    return grad
