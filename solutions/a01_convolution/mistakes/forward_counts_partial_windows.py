exercise = "conv2d_forward"
belief = "lets the last window reach beyond the image"
hint = (
    "Your output has one row or column too many: a last window that does not fit whole is not "
    "counted."
)
must_fail = ("stride_pair_leaves_remainders",)

right = conv2d_forward


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    size = zip(
        x.shape[2:],
        weight.shape[2:],
        as_pair(stride),
        as_pair(padding),
        as_pair(dilation),
        strict=True,
    )
    more = [(0, -(n + 2 * p - d * (k - 1) - 1) % s) for n, k, s, p, d in size]
    (top, left) = as_pair(padding)
    x = np.pad(x, ((0, 0), (0, 0), (top, top + more[0][1]), (left, left + more[1][1])))
    return right(x, weight, bias, stride, 0, dilation, groups)
