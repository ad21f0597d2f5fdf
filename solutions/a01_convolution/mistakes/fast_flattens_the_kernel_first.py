exercise = "conv2d_im2col"
belief = "flattens the weight with the channel running fastest"
hint = (
    "Weight and columns are ordered differently: both run over channel, kernel row, kernel "
    "column, the last one fastest."
)
must_fail = ("fast_values_with_an_asymmetric_kernel", "fast_where_a_kernel_just_fits")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    weight = np.moveaxis(weight, 1, -1).reshape(weight.shape)
    return right(x, weight, bias, stride, padding, dilation)
