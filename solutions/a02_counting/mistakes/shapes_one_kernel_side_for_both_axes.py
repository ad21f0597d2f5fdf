exercise = "trace_shapes"
belief = "uses the kernel's rows for the columns as well"
hint = "kernel_size is a pair: windows need not be square."
must_fail = ("padding_and_dilation",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[0] - 1) + 1, stride[axis], layer.padding[axis]
