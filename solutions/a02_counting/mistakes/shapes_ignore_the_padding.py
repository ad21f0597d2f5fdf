exercise = "trace_shapes"
belief = "ignores the padding"
hint = "Padding makes the image larger on both sides before the windows slide."
must_fail = ("padding_and_dilation",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], 0
