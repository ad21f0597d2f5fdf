exercise = "max_pool2d_forward"
belief = "takes the window's width for its height"
hint = "kernel_size is (rows, columns): the first number is the height of the window."
must_fail = ("max_strides_differ_by_axis", "max_settings_differ_by_axis")

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    stride = kernel_size if stride is None else stride
    return right(x, as_pair(kernel_size)[::-1], stride, padding)
