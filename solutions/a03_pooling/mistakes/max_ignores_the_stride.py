exercise = "max_pool2d_forward"
belief = "ignores the stride"
hint = "You always move by the size of the window. Where a stride is given, move by that."
must_fail = ("max_of_overlapping_windows", "max_settings_differ_by_axis")

right = max_pool2d_forward


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    return right(x, kernel_size, None, padding)
