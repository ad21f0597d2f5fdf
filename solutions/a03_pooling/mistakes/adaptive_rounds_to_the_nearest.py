exercise = "adaptive_avg_pool2d"
belief = "rounds the borders to the nearest pixel"
hint = "A window begins at the border rounded down and ends at the border rounded up."
must_fail = ("windows_that_do_not_divide_share_pixels", "adaptive_windows_round_outwards")


def adaptive_avg_pool2d(x, output_size):
    height, width = as_pair(output_size)
    out = np.zeros((*x.shape[:2], height, width))
    for i, j in np.ndindex(height, width):
        top, left = round(i * x.shape[2] / height), round(j * x.shape[3] / width)
        bottom = max(round((i + 1) * x.shape[2] / height), top + 1)
        right = max(round((j + 1) * x.shape[3] / width), left + 1)
        top, left = min(top, x.shape[2] - 1), min(left, x.shape[3] - 1)
        out[:, :, i, j] = x[:, :, top:bottom, left:right].mean(axis=(2, 3))
    return out
