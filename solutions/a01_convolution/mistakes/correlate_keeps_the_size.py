exercise = "cross_correlate2d"
belief = "pads the image, so that the size stays"
hint = (
    "Your result has the image's size. There is no padding here: only places where the whole "
    "kernel fits count."
)
must_fail = ("correlation_of_wide_and_high_kernels", "correlation_refuses_what_does_not_fit")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    right(image, kernel)
    return right(
        np.pad(image, [same_padding(n, k) for n, k in zip(image.shape, kernel.shape, strict=True)]),
        kernel,
    )
