exercise = "im2col"
belief = "keeps the dtype of the image"
hint = "Your columns have the dtype of x. They are float64 whatever comes in."
must_fail = ("columns_are_float64",)

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    return right(x, kernel_size, stride, padding, dilation).astype(x.dtype)
