exercise = "trace_shapes"
belief = "takes kernel times dilation for the reach"
hint = "The holes lie between the weights only: d * (k - 1) + 1, not d * k."
must_fail = ("padding_and_dilation",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * layer.kernel_size[axis], stride[axis], layer.padding[axis]
