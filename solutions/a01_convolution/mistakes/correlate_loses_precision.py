exercise = "cross_correlate2d"
belief = "computes in float32"
hint = "You compute in float32, which keeps 7 digits. Use float64."
must_fail = ("correlation_of_wide_and_high_kernels", "correlation_leaves_its_inputs_alone")

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    with np.errstate(all="ignore"):
        return right(np.float32(image), np.float32(kernel)).astype(np.float32).astype(np.float64)
