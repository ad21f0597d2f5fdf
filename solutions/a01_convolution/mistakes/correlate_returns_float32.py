exercise = "cross_correlate2d"
belief = "returns float32"
hint = "The result is float32. float64 in, float64 out."
must_fail = ("sums_products_under_each_window", "correlation_of_whole_numbers_in_float64")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    return right(image, kernel).astype(np.float32)
