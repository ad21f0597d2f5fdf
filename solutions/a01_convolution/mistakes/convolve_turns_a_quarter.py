exercise = "convolve2d"
belief = "turns the kernel by 90 degrees"
hint = "You turn the kernel by 90 degrees. Flipping both axes is half a turn, 180 degrees."
must_fail = ("convolution_of_wide_and_high_kernels", "convolution_is_associative")


def convolve2d(image, kernel):
    return cross_correlate2d(image, np.rot90(kernel))
