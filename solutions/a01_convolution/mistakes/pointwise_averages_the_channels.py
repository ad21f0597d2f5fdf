exercise = "conv1x1"
belief = "averages over the input channels"
hint = "You average over the input channels. They are summed."
must_fail = ("matrix_is_not_transposed", "every_pixel_of_every_image")

right = conv1x1


def conv1x1(x, weight, bias):
    return right(x, np.asarray(weight) / x.shape[1], bias)
