exercise = "conv2d_forward"
belief = "adds the bias once per input channel"
hint = "You add the bias once for each input channel. It belongs to the output, once."
must_fail = ("bias_is_added_once_to_each_output", "values_with_an_asymmetric_kernel")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    bias = np.multiply(bias, weight.shape[1])
    return right(x, weight, bias, stride, padding, dilation, groups)
