exercise = "convolve2d"
belief = "lets the kernel hang over the edges"
hint = (
    "Your result is larger than the image: the kernel hangs over the edges. Take only places "
    "where it fits."
)
must_fail = ("impulse_gives_the_kernel_back", "convolution_of_wide_and_high_kernels")


def convolve2d(image, kernel):
    rows, columns = kernel.shape
    wide = np.pad(image, ((rows - 1, rows - 1), (columns - 1, columns - 1)))
    return cross_correlate2d(wide, np.flip(kernel))
