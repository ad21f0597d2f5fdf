exercise = "adaptive_avg_pool2d"
belief = "rounds both borders of a window down"
hint = (
    "Round the end of a window up: else windows share no pixel, and with more windows than "
    "pixels some are empty."
)
must_fail = ("windows_that_do_not_divide_share_pixels", "adaptive_windows_round_outwards")


def adaptive_avg_pool2d(x, output_size):
    height, width = as_pair(output_size)
    out = np.zeros((*x.shape[:2], height, width))
    for i, j in np.ndindex(height, width):
        top, left = i * x.shape[2] // height, j * x.shape[3] // width
        bottom, right = (i + 1) * x.shape[2] // height, (j + 1) * x.shape[3] // width
        bottom, right = max(bottom, top + 1), max(right, left + 1)
        out[:, :, i, j] = x[:, :, top:bottom, left:right].mean(axis=(2, 3))
    return out
