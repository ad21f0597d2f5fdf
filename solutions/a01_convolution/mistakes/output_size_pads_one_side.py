exercise = "conv_output_size"
belief = "adds the padding once"
hint = "You add the padding once. It stands on both sides of the axis, so it counts twice."
must_fail = ("padding_counts_on_both_sides", "padding_adds_to_both_ends")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size + padding, kernel, stride, 0, dilation)
