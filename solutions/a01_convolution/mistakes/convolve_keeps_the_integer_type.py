exercise = "convolve2d"
belief = "stores the result in the image's integer type"
hint = "Your result has the integer type of the image, too small for sums. Compute in float64."
must_fail = ("convolution_does_not_overflow",)


def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, np.flip(kernel), axes=2).astype(image.dtype)
