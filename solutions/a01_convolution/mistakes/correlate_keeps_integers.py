exercise = "cross_correlate2d"
belief = "returns integers for integers"
hint = "The result has the dtype of the arguments. It is float64 whatever comes in."
must_fail = ("correlation_does_not_overflow",)

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    exact = right(image, kernel)
    return exact.astype(np.int64) if image.dtype.kind in "iu" else exact
