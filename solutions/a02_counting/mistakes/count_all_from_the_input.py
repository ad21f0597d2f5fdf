exercise = "count_params"
belief = "lets every convolution see the channels of the input"
hint = "A convolution sees the channels that the layer before it makes, not those of the image."
must_fail = ("mnist_network", "all_branches_count")


def _table(layers, input_shape):
    shapes = trace_shapes(layers, input_shape)
    before = [
        (input_shape[0], *a[1:]) if isinstance(layer, Conv2d) and layer.groups == 1 else a
        for layer, a in zip(layers, [tuple(input_shape), *shapes])
    ]
    return list(zip(shapes, map(_layer_params, layers, before, shapes)))
