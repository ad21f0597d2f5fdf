exercise = "max_pool2d_forward"
belief = "moves two pixels at a time unless told otherwise"
hint = "The stride that is left out is not always 2: it is the size of the window."
must_fail = ("max_stride_is_the_window_by_default",)

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    return right(x, kernel_size, 2 if stride is None else stride, padding)
