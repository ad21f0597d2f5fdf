exercise = "receptive_field"
belief = "pools in steps of 1 where no stride is given"
hint = "A pooling layer without a stride steps by its window: stride=None means kernel_size."
must_fail = ("padding_moves_the_start", "field_of_pooling_without_a_stride")


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = (1, 1) if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[axis]
