exercise = "conv1x1"
belief = "leaves out the bias"
hint = "Your bias is missing: add bias[o] to output channel o."
must_fail = ("every_pixel_of_every_image", "pointwise_bias_belongs_to_the_output_channel")

right = conv1x1


def conv1x1(x, weight, bias):
    return right(x, weight, np.zeros(len(weight)))
