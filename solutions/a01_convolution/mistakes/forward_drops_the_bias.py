exercise = "conv2d_forward"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to every output of channel o."
must_fail = ("bias_is_added_once_to_each_output", "values_with_an_asymmetric_kernel")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    return right(x, weight, np.zeros(len(weight)), stride, padding, dilation, groups)
