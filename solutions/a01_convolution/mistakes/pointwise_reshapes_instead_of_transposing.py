exercise = "conv1x1"
belief = "reshapes channels to the end without moving them"
hint = (
    "A reshape does not move the channel axis: pixels and channels are mixed up. Transpose or use"
    " moveaxis."
)
must_fail = ("matrix_is_not_transposed", "every_pixel_of_every_image")


def conv1x1(x, weight, bias):
    batch, channels, height, width = x.shape
    out = x.reshape(batch * height * width, channels).astype(float) @ weight.T
    return (out + bias).reshape(batch, len(weight), height, width)
