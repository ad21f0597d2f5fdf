exercise = "conv1x1"
belief = "multiplies in the integer type of its arguments"
hint = "Products of small integers overflow: 200 * 200 is no byte. Convert to float64 first."
must_fail = ("pointwise_does_not_overflow",)


def conv1x1(x, weight, bias):
    out = np.tensordot(weight, x, axes=(1, 1)).swapaxes(0, 1)
    return (out + np.reshape(bias, (-1, 1, 1))).astype(np.float64)
