exercise = "convolve2d"
belief = "flips both the image and the kernel"
hint = "You flip image and kernel, which gives the correlation, flipped. Flip the kernel alone."
must_fail = ("convolution_of_wide_and_high_kernels", "convolution_of_lines")


def convolve2d(image, kernel):
    return cross_correlate2d(np.flip(image), np.flip(kernel))
