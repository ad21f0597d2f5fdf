exercise = "conv1x1"
belief = "computes the first image only"
hint = "Only your first image is right: every image of the batch is to be computed."
must_fail = ("matrix_is_not_transposed", "every_pixel_of_every_image")

right = conv1x1


def conv1x1(x, weight, bias):
    out = right(x, weight, bias)
    out[1:] = 0
    return out
