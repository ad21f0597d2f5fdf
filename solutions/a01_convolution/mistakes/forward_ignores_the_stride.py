exercise = "conv2d_forward"
belief = "leaves out the stride"
hint = "Your windows move by one pixel whatever the stride. Keep every stride-th place."
must_fail = ("stride_pair_leaves_remainders", "published_values")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, 1, padding, dilation, groups)
