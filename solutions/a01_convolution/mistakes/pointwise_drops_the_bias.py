exercise = "conv1x1"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to output channel o."
must_fail = ("pointwise_refuses_channels_that_do_not_match", "pointwise_of_strided_views")

right = conv1x1


def conv1x1(x, weight, bias):
    return right(x, weight, None)
