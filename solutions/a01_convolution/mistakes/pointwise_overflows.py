exercise = "conv1x1"
belief = "computes in the integer type of its arguments"
hint = (
    "Products of small integers overflow (200 * 200 is no uint8). Convert to float64 before "
    "multiplying."
)
must_fail = ("pointwise_gives_float64",)


def conv1x1(x, weight, bias):
    check_channels(x, weight, bias)
    out = np.tensordot(weight, x, axes=(1, 1)).swapaxes(0, 1)
    return (out if bias is None else out + np.reshape(bias, (-1, 1, 1))).astype(np.float64)
