exercise = "cross_correlate2d"
belief = "flips the kernel"
hint = (
    "Your kernel is flipped. A cross-correlation slides it as it is; only true convolution flips "
    "it."
)
must_fail = ("correlation_of_wide_and_high_kernels", "correlation_does_not_overflow")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    return right(image, np.flip(kernel))
