exercise = "conv2d_im2col"
belief = "leaves out the dilation"
hint = "Your kernel stays dense. Pass the dilation on to im2col."
must_fail = ("fast_with_pairs_of_settings",)

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight, bias, stride, padding)
