exercise = "conv1x1"
belief = "adds the bias once per input channel"
hint = "You add the bias once for each input channel. It belongs to the output, once."
must_fail = ("every_pixel_of_every_image", "pointwise_bias_belongs_to_the_output_channel")

right = conv1x1


def conv1x1(x, weight, bias):
    return right(x, weight, np.multiply(bias, x.shape[1]))
