exercise = "conv2d_im2col"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to row o of the product."
must_fail = ("fast_refuses_what_forward_refuses", "fast_agrees_with_a_larger_layer")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight, None, stride, padding, dilation)
