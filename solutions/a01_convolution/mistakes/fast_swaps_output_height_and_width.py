exercise = "conv2d_im2col"
belief = "shapes the result as (out_width, out_height)"
hint = (
    "Height and width of your result are swapped: places run along a row first, so reshape to "
    "(out_height, out_width)."
)
must_fail = ("fast_values_with_an_asymmetric_kernel",)

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    out = right(x, weight, bias, stride, padding, dilation)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2])
