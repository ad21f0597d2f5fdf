exercise = "conv_output_size"
belief = "leaves out the padding"
hint = "Your output size does not depend on the padding. Both sides of the axis grow by it."
must_fail = ("padding_counts_on_both_sides", "padding_adds_to_both_ends")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size, kernel, stride, 0, dilation)
