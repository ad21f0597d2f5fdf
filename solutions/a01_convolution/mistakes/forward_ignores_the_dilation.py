exercise = "conv2d_forward"
belief = "leaves out the dilation"
hint = "Your kernel stays dense. With dilation d its elements lie d pixels apart."
must_fail = ("dilation_pair_stretches_each_axis", "dilation_and_groups")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, stride, padding, 1, groups)
