exercise = "conv1x1"
belief = "works in the input's own memory where there is one channel"
hint = "With one channel in and out you compute in the input's memory. Leave the input as it is."
must_fail = ("pointwise_of_one_channel_leaves_its_input_alone",)

right = conv1x1


def conv1x1(x, weight, bias):
    if weight.shape != (1, 1) or x.dtype != np.float64:
        return right(x, weight, bias)
    x *= weight[0, 0]
    x += bias[0]
    return x.copy()
