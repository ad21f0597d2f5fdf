exercise = "cross_correlate2d"
belief = "uses the kernel's height for both axes"
hint = "You use the kernel's height for both axes. Its width decides how far it goes to the right."
must_fail = ("correlation_of_wide_and_high_kernels",)

right = cross_correlate2d


def cross_correlate2d(image, kernel):
    side = kernel.shape[0]
    square = np.zeros((side, side))
    square[:, : min(kernel.shape)] = kernel[:, :side]
    return right(image, square)
