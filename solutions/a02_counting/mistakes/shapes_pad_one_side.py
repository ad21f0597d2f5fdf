exercise = "trace_shapes"
belief = "counts the padding once"
hint = "Padding stands on both sides of an axis: add it twice."
must_fail = ("padding_and_dilation",)


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + padding - reach
    if free < 0:
        raise ValueError("does not fit")
    hangs_over = free % stride > 0 and free // stride * stride + stride < size
    return free // stride + 1 + (hangs_over and getattr(layer, "ceil_mode", False))
