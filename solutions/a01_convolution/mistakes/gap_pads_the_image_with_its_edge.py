exercise = "equivariance_gap"
belief = "repeats the edge pixels around the image"
hint = "You repeat the edge pixels. The image stands within zeros."
must_fail = ("gap_does_not_overflow", "gap_needs_outputs_to_compare")


def equivariance_gap(image, kernel, shift, borders=False):
    around = [same_padding(*axis) for axis in zip(image.shape, kernel.shape, strict=True)]
    plane, shift = np.asarray(image, np.float64), as_pair(shift)

    def conv(plane):
        return cross_correlate2d(np.pad(plane, around, mode="edge"), kernel)

    first, second = conv(_shift(plane, shift)), _shift(conv(plane), shift)
    gap = np.abs(first - second)
    if not borders:
        gap = _crop(gap, [max(k // 2, abs(s)) for k, s in zip(kernel.shape, shift, strict=True)])
    return float(gap.max())
