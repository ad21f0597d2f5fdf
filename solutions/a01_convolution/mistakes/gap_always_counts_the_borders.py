exercise = "equivariance_gap"
belief = "compares the borders too, whatever borders says"
hint = (
    "You compare outputs near the edges, where zeros entered. Without borders=True they are left "
    "out."
)
must_fail = ("gap_is_at_the_borders_alone", "no_gap_inside_for_any_shift_and_kernel")


def equivariance_gap(image, kernel, shift, borders=False):
    around = [same_padding(*axis) for axis in zip(image.shape, kernel.shape, strict=True)]
    plane, shift = np.asarray(image, np.float64), as_pair(shift)

    def conv(plane):
        return cross_correlate2d(np.pad(plane, around), kernel)

    first, second = conv(_shift(plane, shift)), _shift(conv(plane), shift)
    gap = np.abs(first - second)
    if False:
        gap = _crop(gap, [max(k // 2, abs(s)) for k, s in zip(kernel.shape, shift, strict=True)])
    return float(gap.max())
