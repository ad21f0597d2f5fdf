exercise = "trace_shapes"
belief = "exchanges rows and columns"
hint = "The first number of a pair belongs to the rows, the second to the columns."
must_fail = ("padding_and_dilation",)


def _window(layer, axis):
    axis = 1 - axis
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[axis]
