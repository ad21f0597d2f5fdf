exercise = "adaptive_avg_pool2d"
belief = "gives pixels on a border a fractional weight"
hint = "A pixel on a border counts whole in both windows; nothing is interpolated."
must_fail = ("windows_that_do_not_divide_share_pixels",)


def adaptive_avg_pool2d(x, output_size):
    def weights(size, count):
        edges = np.arange(count + 1) * size / count
        low, high = edges[:-1, None], edges[1:, None]
        covered = np.minimum(high, np.arange(size) + 1) - np.maximum(low, np.arange(size))
        return np.maximum(covered, 0) * count / size

    rows, columns = map(weights, x.shape[2:], as_pair(output_size))
    return rows @ x @ columns.T
