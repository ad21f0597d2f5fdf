exercise = "conv2d_forward"
belief = "swaps the kernel's rows and columns"
hint = (
    "Your kernel is transposed: weight[o, c, i, j] belongs to the pixel i rows down and j columns"
    " to the right."
)
must_fail = ("one_channel_is_a_cross_correlation", "values_with_an_asymmetric_kernel")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    weight = np.swapaxes(weight, 2, 3)
    return right(x, weight, bias, stride, padding, dilation, groups)
