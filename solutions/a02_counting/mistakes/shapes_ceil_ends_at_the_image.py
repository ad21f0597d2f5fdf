exercise = "trace_shapes"
belief = "lets no window begin beyond the image, though padding precedes it"
hint = (
    "The border for a window in ceil_mode is the end of the image, seen from the start of the "
    "padding before it."
)
must_fail = ("shapes_in_ceil_mode",)


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError("does not fit")
    hangs_over = free % stride > 0 and free // stride * stride + stride < size
    return free // stride + 1 + (hangs_over and getattr(layer, "ceil_mode", False))
