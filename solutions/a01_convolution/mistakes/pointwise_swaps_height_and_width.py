exercise = "conv1x1"
belief = "returns images lying on their side"
hint = "Height and width of your result are swapped."
must_fail = ("pointwise_without_images", "pointwise_leaves_its_inputs_alone")

right = conv1x1


def conv1x1(x, weight, bias):
    return right(x, weight, bias).swapaxes(2, 3)
