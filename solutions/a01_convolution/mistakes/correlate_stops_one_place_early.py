exercise = "cross_correlate2d"
belief = "leaves out the last row and column of places"
hint = "One place is missing along each axis: there are height - kernel_height + 1, not one fewer."
must_fail = ("sums_products_under_each_window", "correlation_of_wide_and_high_kernels")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    return right(image, kernel)[:-1, :-1]
