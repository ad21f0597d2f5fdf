exercise = "conv_output_size"
belief = "leaves out the stride"
hint = "Your output size does not depend on the stride. Only every stride-th place counts."
must_fail = ("remainder_is_dropped_for_every_size", "stride_may_be_longer_than_the_kernel")

right = conv_output_size


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return right(size, kernel, 1, padding, dilation)
