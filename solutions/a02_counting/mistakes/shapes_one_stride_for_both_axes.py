exercise = "trace_shapes"
belief = "uses the row stride for the columns as well"
hint = "stride is a pair: rows and columns may step differently."
must_fail = ("padding_and_dilation",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return (
        dilation * (layer.kernel_size[axis] - 1) + 1,
        stride[0] if layer.stride else stride[axis],
        layer.padding[axis],
    )
