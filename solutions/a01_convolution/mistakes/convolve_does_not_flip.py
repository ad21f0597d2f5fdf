exercise = "convolve2d"
belief = "does not flip the kernel"
hint = "This is the cross-correlation. A true convolution flips the kernel along both axes first."
must_fail = ("convolution_of_wide_and_high_kernels", "convolution_is_associative")


def convolve2d(image, kernel):
    return cross_correlate2d(image, kernel)
