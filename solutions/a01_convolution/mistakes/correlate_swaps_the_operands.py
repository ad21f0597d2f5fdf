exercise = "cross_correlate2d"
belief = "slides the smaller array over the larger, whichever is the kernel"
hint = (
    "Where the kernel is larger than the image you slide the image over the kernel. That is to be"
    " a ValueError."
)
must_fail = ("correlation_refuses_what_does_not_fit",)

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    larger = all(k >= n for n, k in zip(image.shape, kernel.shape, strict=True))
    try:
        return right(kernel, image) if larger else right(image, kernel)
    except ValueError:
        return np.zeros((0, 0))
