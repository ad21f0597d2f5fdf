exercise = "equivariance_gap"
belief = "takes (rows, columns) of the shift for (columns, rows)"
hint = "Your shift is the wrong way round: the first number moves down, the second to the right."
must_fail = ("gap_with_borders_for_any_shift_and_kernel",)


def equivariance_gap(image, kernel, shift, borders=False):
    around = [same_padding(*axis) for axis in zip(image.shape, kernel.shape, strict=True)]
    plane, shift = np.asarray(image, np.float64), as_pair(shift)

    def conv(plane):
        return cross_correlate2d(np.pad(plane, around), kernel)

    first, second = conv(_shift(plane, shift[::-1])), _shift(conv(plane), shift[::-1])
    gap = np.abs(first - second)
    if not borders:
        gap = _crop(gap, [max(k // 2, abs(s)) for k, s in zip(kernel.shape, shift, strict=True)])
    return float(gap.max())
