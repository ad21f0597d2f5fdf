exercise = "max_pool2d_forward"
belief = "returns its input where the window is one pixel"
hint = "Your result is the input itself. Return a new array, so that changing one leaves the other."
must_fail = ("max_leaves_its_input_alone",)

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    whole = as_pair(kernel_size) == (1, 1) and stride is None and not np.any(padding)
    return x if whole else right(x, kernel_size, stride, padding)
