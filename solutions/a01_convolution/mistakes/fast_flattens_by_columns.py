exercise = "conv2d_im2col"
belief = "flattens the kernel by its columns"
hint = (
    "Weight and columns are ordered differently: within a channel both walk along the kernel's "
    "rows."
)
must_fail = ("fast_values_with_an_asymmetric_kernel", "fast_where_a_kernel_just_fits")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    weight = np.swapaxes(weight, 2, 3).reshape(weight.shape)
    return right(x, weight, bias, stride, padding, dilation)
