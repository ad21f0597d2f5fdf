exercise = "conv_output_size"
belief = "takes dilation * kernel for the dilated length"
hint = (
    "A dilated kernel does not reach over dilation * kernel pixels: there are only kernel - 1 "
    "gaps between its elements."
)
must_fail = ("one_pixel_too_long_is_refused", "kernel_may_fill_the_padded_axis")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size, dilation * kernel, stride, padding)
