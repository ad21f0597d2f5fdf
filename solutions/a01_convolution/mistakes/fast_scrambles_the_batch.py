exercise = "conv2d_im2col"
belief = "reshapes (out_channels, batch, ...) into (batch, out_channels, ...)"
hint = (
    "The values of your images are mixed up: a reshape does not move axes. Transpose batch and "
    "channels."
)
must_fail = ("fast_values_with_an_asymmetric_kernel", "fast_where_a_kernel_just_fits")

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    out = right(x, weight, bias, stride, padding, dilation)
    return out.swapaxes(0, 1).reshape(out.shape)
