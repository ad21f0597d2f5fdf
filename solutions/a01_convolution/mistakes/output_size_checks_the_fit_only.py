exercise = "conv_output_size"
belief = "accepts sizes and steps below 1"
hint = (
    "You check that the kernel fits, but a size, kernel, stride or dilation below 1, or a "
    "negative padding, must be a ValueError too."
)
must_fail = ("sizes_below_one_are_refused",)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    places = (size + 2 * padding - dilation * (kernel - 1) - 1) // max(stride, 1) + 1
    if places < 1:
        raise ValueError("the kernel does not fit")
    return places
