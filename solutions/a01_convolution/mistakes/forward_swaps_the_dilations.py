exercise = "conv2d_forward"
belief = "takes (rows, columns) of the dilation for (columns, rows)"
hint = (
    "Your dilations are the wrong way round: the first spreads the kernel's rows, the second its "
    "columns."
)
must_fail = ("dilation_pair_stretches_each_axis",)

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, bias, stride, padding, as_pair(dilation)[::-1], groups)
