exercise = "trace_shapes"
belief = "forgets the first window"
hint = "The division counts the steps. The first window stands before any step: add 1."
must_fail = ("convolutions_round_down",)


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError("does not fit")
    hangs_over = free % stride > 0 and free // stride * stride + stride < size + padding
    return free // stride + (hangs_over and getattr(layer, "ceil_mode", False))
