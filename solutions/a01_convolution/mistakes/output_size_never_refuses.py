exercise = "conv_output_size"
belief = "gives a number where the kernel does not fit"
hint = (
    "The formula also gives numbers that mean nothing. Raise ValueError where the dilated kernel "
    "is longer than the padded axis."
)
must_fail = ("one_pixel_too_long_is_refused", "sizes_below_one_are_refused")


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
