exercise = "max_pool2d_forward"
belief = "ignores the padding"
hint = "Padding makes room for windows that reach over the border; you leave those out."
must_fail = ("max_padding_never_wins", "max_settings_differ_by_axis")

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    return right(x, kernel_size, stride)
