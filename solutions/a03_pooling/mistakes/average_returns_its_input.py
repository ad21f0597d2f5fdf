exercise = "avg_pool2d_forward"
belief = "returns its input where the window is one pixel"
hint = "Your result is the input itself. Return a new array, so that changing one leaves the other."
must_fail = ("average_leaves_its_input_alone",)

right = avg_pool2d_forward


def avg_pool2d_forward(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    if as_pair(kernel_size) == (1, 1) and stride is None:
        return x
    return right(x, kernel_size, stride, padding, count_include_pad)
