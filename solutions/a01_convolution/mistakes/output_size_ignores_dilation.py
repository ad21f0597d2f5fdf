exercise = "conv_output_size"
belief = "leaves out the dilation"
hint = (
    "Your output size does not depend on the dilation. A dilated kernel reaches over dilation * "
    "(kernel - 1) + 1 pixels."
)
must_fail = ("one_pixel_too_long_is_refused", "sizes_below_one_are_refused")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size, kernel, stride, padding)
