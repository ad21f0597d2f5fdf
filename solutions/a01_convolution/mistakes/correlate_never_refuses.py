exercise = "cross_correlate2d"
belief = "returns an empty plane where the kernel does not fit"
hint = (
    "A kernel larger than the image has no place: raise ValueError instead of returning an empty "
    "plane."
)
must_fail = ("correlation_refuses_what_does_not_fit",)

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    height, width = (n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True))
    return (
        right(image, kernel)
        if height > 0 and width > 0
        else np.zeros((max(height, 0), max(width, 0)))
    )
