exercise = "conv2d_im2col"
belief = "adds the bias once per product"
hint = "Your bias is counted once for each product. It belongs to the output, once."
must_fail = ("fast_refuses_what_forward_refuses", "fast_agrees_with_a_larger_layer")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    bias = None if bias is None else np.multiply(bias, weight[0].size)
    return right(x, weight, bias, stride, padding, dilation)
