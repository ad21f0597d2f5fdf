exercise = "trace_shapes"
belief = "ignores ceil_mode"
hint = "With ceil_mode=True a last window that hangs over counts, if it begins on the image."
must_fail = ("ceil_mode_counts_a_window_that_hangs_over",)


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError("does not fit")
    return free // stride + 1
