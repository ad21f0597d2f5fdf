exercise = "trace_shapes"
belief = "takes the rows of a window for both strides"
hint = "Without a stride, rows step by the rows of the window and columns by its columns."
must_fail = ("pooling_windows_need_not_be_square",)


def _window(layer, axis):
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return (
        dilation * (layer.kernel_size[axis] - 1) + 1,
        (stride[axis] if layer.stride else stride[0]),
        layer.padding[axis],
    )
