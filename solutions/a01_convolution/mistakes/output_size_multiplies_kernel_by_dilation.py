exercise = "conv_output_size"
belief = "takes dilation * kernel for the dilated length"
hint = (
    "A dilated kernel does not reach over dilation * kernel pixels: there are only kernel - 1 "
    "gaps between its elements."
)
must_fail = ("dilation_stretches_the_kernel", "dilated_kernel_reaches_further")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size, dilation * kernel, stride, padding)
