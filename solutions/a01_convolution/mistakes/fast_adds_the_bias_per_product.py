exercise = "conv2d_im2col"
belief = "adds the bias once per product"
hint = "Your bias is counted once for each product. It belongs to the output, once."
must_fail = ("fast_gives_float64", "fast_of_strided_views")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    bias = None if bias is None else np.multiply(bias, weight[0].size)
    return right(x, weight, bias, stride, padding, dilation)
