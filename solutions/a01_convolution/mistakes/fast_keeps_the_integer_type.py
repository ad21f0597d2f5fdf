exercise = "conv2d_im2col"
belief = "computes in the image's integer type"
hint = "Your result has the integer type of the image, too small for sums. Compute in float64."
must_fail = ("fast_does_not_overflow",)

right = conv2d_im2col


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    out = right(x, weight, bias, stride, padding, dilation)
    return out.astype(np.int64).astype(x.dtype) if x.dtype.kind in "iu" else out
