exercise = "equivariance_gap"
belief = "compares the largest values instead of the planes"
hint = "You subtract the maxima of the two planes. Compare place by place, then take the maximum."
must_fail = ("gap_needs_outputs_to_compare", "gap_with_borders_for_any_shift_and_kernel")


def equivariance_gap(image, kernel, shift, borders=False):
    around = [same_padding(*axis) for axis in zip(image.shape, kernel.shape, strict=True)]
    plane, shift = np.asarray(image, np.float64), as_pair(shift)

    def conv(plane):
        return cross_correlate2d(np.pad(plane, around), kernel)

    first, second = conv(_shift(plane, shift)), _shift(conv(plane), shift)
    gap = np.abs(first - second)
    if not borders:
        gap = _crop(gap, [max(k // 2, abs(s)) for k, s in zip(kernel.shape, shift, strict=True)])
    return float(abs(first.max() - second.max()))
