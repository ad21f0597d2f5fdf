exercise = "cross_correlate2d"
belief = "pads the image, so that the size stays"
hint = (
    "Your result has the image's size. There is no padding here: only places where the whole "
    "kernel fits count."
)
must_fail = ("sums_products_under_each_window", "correlation_of_wide_and_high_kernels")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    return right(
        np.pad(image, [same_padding(n, k) for n, k in zip(image.shape, kernel.shape, strict=True)]),
        kernel,
    )
