exercise = "conv_output_size"
belief = "divides the whole axis by the stride, kernel or not"
hint = "You divide the padded axis by the stride without taking the kernel off first."
must_fail = ("remainder_is_dropped_for_every_size", "kernel_may_fill_the_padded_axis")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    right(size, kernel, stride, padding, dilation)
    return (size + 2 * padding) // stride - dilation * (kernel - 1)
