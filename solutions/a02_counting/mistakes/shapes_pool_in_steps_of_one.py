exercise = "trace_shapes"
belief = "pools in steps of 1 where no stride is given"
hint = "A pooling layer without a stride steps by its window: stride=None means kernel_size."
must_fail = ("pooling_steps_by_its_window",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = (1, 1) if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[axis]
