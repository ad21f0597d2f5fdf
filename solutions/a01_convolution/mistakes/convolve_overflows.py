exercise = "convolve2d"
belief = "multiplies in the integer type of its arguments"
hint = "Products of small integers overflow: 200 * 200 is no byte. Convert to float64 first."
must_fail = ("convolution_does_not_overflow",)


def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * np.flip(kernel)).sum(axis=(2, 3)).astype(np.float64)
