exercise = "conv_output_size"
belief = "leaves out the dilation"
hint = (
    "Your output size does not depend on the dilation. A dilated kernel reaches over dilation * "
    "(kernel - 1) + 1 pixels."
)
must_fail = ("dilation_stretches_the_kernel", "dilated_kernel_reaches_further")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size, kernel, stride, padding)
