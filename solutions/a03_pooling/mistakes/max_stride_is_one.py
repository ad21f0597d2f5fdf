exercise = "max_pool2d_forward"
belief = "moves one pixel at a time unless told otherwise"
hint = "With stride left out, windows stand side by side: the stride is the size of the window."
must_fail = ("max_of_each_window", "max_stride_is_the_window_by_default")

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    return right(x, kernel_size, 1 if stride is None else stride, padding)
