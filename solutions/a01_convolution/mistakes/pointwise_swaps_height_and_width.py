exercise = "conv1x1"
belief = "returns images lying on their side"
hint = "Height and width of your result are swapped."
must_fail = ("matrix_is_not_transposed", "every_pixel_of_every_image")

right = conv1x1


def conv1x1(x, weight, bias):
    return right(x, weight, bias).swapaxes(2, 3)
