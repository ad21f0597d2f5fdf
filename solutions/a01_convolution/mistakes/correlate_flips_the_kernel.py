exercise = "cross_correlate2d"
belief = "flips the kernel"
hint = (
    "Your kernel is flipped. A cross-correlation slides it as it is; only true convolution flips "
    "it."
)
must_fail = ("sums_products_under_each_window", "correlation_of_wide_and_high_kernels")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    return right(image, np.flip(kernel))
