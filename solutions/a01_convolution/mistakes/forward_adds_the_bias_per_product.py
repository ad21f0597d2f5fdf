exercise = "conv2d_forward"
belief = "adds the bias once per product"
hint = "You add the bias inside the sum, once for each product. It belongs to the output, once."
must_fail = ("layer_refuses_channels_that_do_not_match", "values_with_an_asymmetric_kernel")

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    bias = None if bias is None else np.multiply(bias, weight[0].size)
    return right(x, weight, bias, stride, padding, dilation, groups)
