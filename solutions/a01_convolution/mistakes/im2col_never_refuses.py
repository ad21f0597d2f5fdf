exercise = "im2col"
belief = "returns no columns where the kernel does not fit"
hint = (
    "A kernel larger than the padded image has no place: raise ValueError instead of returning no"
    " columns."
)
must_fail = ("columns_refuse_a_kernel_that_does_not_fit",)

right = im2col


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    try:
        return right(x, kernel_size, stride, padding, dilation)
    except ValueError:
        return np.zeros((len(x), x.shape[1] * np.prod(as_pair(kernel_size)), 0))
