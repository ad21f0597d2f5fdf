exercise = "cross_correlate2d"
belief = "swaps the kernel's rows and columns"
hint = "You read the kernel's rows as columns: pair kernel[i, j] with image[y + i, x + j]."
must_fail = ("sums_products_under_each_window", "correlation_of_wide_and_high_kernels")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    return right(image, kernel.T)
