exercise = "trace_shapes"
belief = "counts windows that begin on the padding"
hint = "In ceil_mode, a window that would begin on the padding behind the image does not count."
must_fail = ("shapes_in_ceil_mode",)


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError("does not fit")
    hangs_over = free % stride > 0 and getattr(layer, "ceil_mode", False)
    return free // stride + 1 + hangs_over
