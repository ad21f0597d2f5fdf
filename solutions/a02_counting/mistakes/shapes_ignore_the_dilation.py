exercise = "trace_shapes"
belief = "ignores the dilation"
hint = "A kernel of k weights with dilation d reaches over d * (k - 1) + 1 pixels."
must_fail = ("padding_and_dilation",)


def _window(layer, axis):
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return layer.kernel_size[axis], stride[axis], layer.padding[axis]
