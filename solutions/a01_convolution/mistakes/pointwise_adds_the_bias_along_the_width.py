exercise = "conv1x1"
belief = "adds the bias along the width"
hint = "Your bias lies along the last axis, the width. Give it the shape (out_channels, 1, 1)."
must_fail = ("every_pixel_of_every_image", "pointwise_bias_belongs_to_the_output_channel")

right = conv1x1


def conv1x1(x, weight, bias):
    if len(bias) != x.shape[3]:
        return right(x, weight, bias)
    return right(x, weight, np.zeros(len(weight))) + bias
