exercise = "trace_shapes"
belief = "ignores the stride of convolutions"
hint = "The windows of a convolution move by its stride."
must_fail = ("convolutions_round_down",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    if not isinstance(layer, Pool):
        stride = (1, 1)
    else:
        stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[axis]
