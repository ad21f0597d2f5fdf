exercise = "convolve2d"
belief = "takes the larger array for the image"
hint = (
    "Convolution commutes, but here the second argument is the kernel: raise ValueError where it "
    "does not fit."
)
must_fail = ("convolution_refuses_what_does_not_fit",)


def convolve2d(image, kernel):
    try:
        return cross_correlate2d(image, np.flip(kernel))
    except ValueError:
        return np.zeros((0, 0))
