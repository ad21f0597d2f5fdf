exercise = "convolve2d"
belief = "flips the kernel upside down only"
hint = "You flip the order of the rows only. Both axes are to be flipped."
must_fail = ("convolution_of_wide_and_high_kernels", "convolution_is_associative")


def convolve2d(image, kernel):
    return cross_correlate2d(image, kernel[::-1])
