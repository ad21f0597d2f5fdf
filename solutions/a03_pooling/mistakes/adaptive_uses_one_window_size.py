exercise = "adaptive_avg_pool2d"
belief = "uses one window size and one stride for all"
hint = (
    "Where the sizes do not divide, a fixed window leaves pixels out. Compute each window's "
    "borders by themselves."
)
must_fail = ("windows_that_do_not_divide_share_pixels", "adaptive_windows_round_outwards")


def adaptive_avg_pool2d(x, output_size):
    output_size = as_pair(output_size)
    stride = [max(n // m, 1) for n, m in zip(x.shape[2:], output_size)]
    kernel = [max(n - (m - 1) * s, 1) for n, m, s in zip(x.shape[2:], output_size, stride)]
    axes = zip(x.shape[2:], output_size, stride, kernel)
    missing = [max((m - 1) * s + k - n, 0) for n, m, s, k in axes]
    wide = np.pad(x, ((0, 0), (0, 0), (0, missing[0]), (0, missing[1])), mode="edge")
    return avg_pool2d_forward(wide, kernel, stride)
