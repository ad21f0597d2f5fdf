exercise = "trace_shapes"
belief = "rounds to the nearest"
hint = "13.5 steps are 13: a step that leaves the image is not taken. Round down."
must_fail = ("pooling_steps_by_its_window",)


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError("does not fit")
    if getattr(layer, "ceil_mode", False):
        hangs_over = free % stride > 0 and free // stride * stride + stride < size + padding
        return free // stride + 1 + hangs_over
    return math.floor(free / stride + 0.5) + 1
