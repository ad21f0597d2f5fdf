exercise = "conv_output_size"
belief = "forgets the + 1 for the first window"
hint = "You count the steps between windows, not the windows: there is one more."
must_fail = ("counts_the_places_of_a_kernel", "remainder_is_dropped_for_every_size")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size, kernel, stride, padding, dilation) - 1
