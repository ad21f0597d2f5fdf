exercise = "convolve2d"
belief = "flips the kernel left to right only"
hint = "You flip the order of the columns only. Both axes are to be flipped."
must_fail = ("convolution_of_wide_and_high_kernels", "convolution_of_lines")


def convolve2d(image, kernel):
    return cross_correlate2d(image, kernel[:, ::-1])
