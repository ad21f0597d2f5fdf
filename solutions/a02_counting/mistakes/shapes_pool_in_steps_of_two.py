exercise = "trace_shapes"
belief = "pools in steps of 2 where no stride is given"
hint = "stride=None means the size of the window, whatever it is, not 2."
must_fail = ("shapes_of_pooling",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = (2, 2) if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[axis]
