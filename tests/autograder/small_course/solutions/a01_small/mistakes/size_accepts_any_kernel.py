exercise = "output_size"
belief = "accepts a kernel that does not fit"
hint = "A kernel that is longer than the axis is an error."
must_fail = ("long_kernel_is_refused",)


def output_size(size, kernel, stride=1):
    return (size - kernel) // stride + 1
