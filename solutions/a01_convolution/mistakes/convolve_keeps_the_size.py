exercise = "convolve2d"
belief = "pads the image, so that the size stays"
hint = (
    "Your result has the image's size. There is no padding here: only places where the whole "
    "kernel fits count."
)
must_fail = ("convolution_refuses_what_does_not_fit", "convolution_of_wide_and_high_kernels")


def convolve2d(image, kernel):
    cross_correlate2d(image, kernel)
    around = [same_padding(n, k) for n, k in zip(image.shape, kernel.shape, strict=True)]
    return cross_correlate2d(np.pad(image, around), np.flip(kernel))
