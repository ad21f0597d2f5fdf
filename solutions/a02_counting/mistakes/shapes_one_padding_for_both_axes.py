exercise = "trace_shapes"
belief = "uses the row padding for the columns as well"
hint = "padding is a pair: rows and columns may be padded differently."
must_fail = ("padding_and_dilation",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[0]
