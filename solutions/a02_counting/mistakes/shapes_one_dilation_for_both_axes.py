exercise = "trace_shapes"
belief = "uses the row dilation for the columns as well"
hint = "dilation is a pair: rows and columns may be spread differently."
must_fail = ("shapes_of_convolutions",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[0]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[axis]
