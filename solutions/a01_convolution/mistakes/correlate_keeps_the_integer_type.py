exercise = "cross_correlate2d"
belief = "stores the result in the image's integer type"
hint = "Your result has the integer type of the image, too small for sums. Compute in float64."
must_fail = ("correlation_does_not_overflow",)


def cross_correlate2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, kernel, axes=2).astype(image.dtype)
