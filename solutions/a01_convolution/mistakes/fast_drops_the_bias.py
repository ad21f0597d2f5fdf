exercise = "conv2d_im2col"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to row o of the product."
must_fail = ("fast_with_bias", "fast_values_with_an_asymmetric_kernel")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight, np.zeros(len(weight)), stride, padding, dilation)
