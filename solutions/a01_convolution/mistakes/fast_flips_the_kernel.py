exercise = "conv2d_im2col"
belief = "flips the kernel"
hint = "Your kernel is flipped. A convolution layer slides the kernel as it is."
must_fail = ("fast_values_with_an_asymmetric_kernel", "fast_where_a_kernel_just_fits")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    return right(x, weight[:, :, ::-1, ::-1], bias, stride, padding, dilation)
