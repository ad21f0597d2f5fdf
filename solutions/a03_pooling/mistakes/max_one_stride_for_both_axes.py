exercise = "max_pool2d_forward"
belief = "uses the stride of the rows for the columns as well"
hint = "A stride is a pair: the first number moves down, the second to the right."
must_fail = ("max_strides_differ_by_axis", "max_settings_differ_by_axis")

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    return right(x, kernel_size, None if stride is None else as_pair(stride)[0], padding)
