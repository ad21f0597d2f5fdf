exercise = "cross_correlate2d"
belief = "divides by the number of kernel elements"
hint = "You take a mean. The result is the plain sum of the products."
must_fail = ("correlation_of_wide_and_high_kernels", "correlation_of_whole_numbers_in_float64")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    return right(image, kernel) / kernel.size
