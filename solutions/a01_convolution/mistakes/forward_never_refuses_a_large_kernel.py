exercise = "conv2d_forward"
belief = "returns empty planes where the kernel does not fit"
hint = (
    "A kernel larger than the padded image has no place: raise ValueError instead of returning "
    "empty planes."
)
must_fail = ("layer_refuses_a_kernel_that_does_not_fit",)

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    try:
        return right(x, weight, bias, stride, padding, dilation, groups)
    except ValueError:
        check_channels(x, weight, bias, groups)
        if min(as_pair(stride) + as_pair(dilation)) < 1 or min(as_pair(padding)) < 0:
            raise
        return np.zeros((len(x), len(weight), 0, 0))
