exercise = "conv2d_im2col"
belief = "uses the first number of each pair for both axes"
hint = "You use the first of each pair for both axes. Columns have settings of their own."
must_fail = ("fast_where_a_kernel_just_fits", "fast_with_pairs_of_settings")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight, bias, *(as_pair(v)[0] for v in (stride, padding, dilation)))
