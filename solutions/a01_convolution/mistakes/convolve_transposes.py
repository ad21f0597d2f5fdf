exercise = "convolve2d"
belief = "transposes the kernel instead of flipping it"
hint = (
    "A transpose mirrors the kernel at its diagonal. Flipping reverses the order along both axes."
)
must_fail = ("convolution_of_wide_and_high_kernels", "convolution_is_associative")


def convolve2d(image, kernel):
    return cross_correlate2d(image, kernel.T)
