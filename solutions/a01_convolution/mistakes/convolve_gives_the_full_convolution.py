exercise = "convolve2d"
belief = "lets the kernel hang over the edges"
hint = (
    "Your result is larger than the image: the kernel hangs over the edges. Take only places "
    "where it fits."
)
must_fail = ("convolution_refuses_what_does_not_fit", "convolution_of_wide_and_high_kernels")


def convolve2d(image, kernel):
    cross_correlate2d(image, kernel)
    rows, columns = kernel.shape
    wide = np.pad(image, ((rows - 1, rows - 1), (columns - 1, columns - 1)))
    return cross_correlate2d(wide, np.flip(kernel))
