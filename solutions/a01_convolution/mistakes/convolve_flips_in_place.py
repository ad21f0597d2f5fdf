exercise = "convolve2d"
belief = "flips the caller's kernel"
hint = "You flip the kernel in place, so the caller's kernel is changed. Flip a copy or a view."
must_fail = ("convolution_leaves_its_inputs_alone",)


def convolve2d(image, kernel):
    kernel[...] = np.flip(kernel).copy()
    return cross_correlate2d(image, kernel)
