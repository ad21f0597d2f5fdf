exercise = "convolve2d"
belief = "computes in the integer type of its arguments"
hint = (
    "Products of small integers overflow (200 * 200 is no uint8). Convert to float64 before "
    "multiplying."
)
must_fail = ("convolution_does_not_overflow",)


def convolve2d(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, np.flip(kernel), axes=2).astype(np.float64)
