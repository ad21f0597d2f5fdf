exercise = "convolve2d"
belief = "flips the image instead of the kernel"
hint = "You flip the image, so the result comes out flipped. Flip the kernel."
must_fail = ("convolution_of_wide_and_high_kernels", "convolution_of_lines")


def convolve2d(image, kernel):
    return cross_correlate2d(np.flip(image), kernel)
