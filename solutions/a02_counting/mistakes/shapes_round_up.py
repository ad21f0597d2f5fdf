exercise = "trace_shapes"
belief = "counts every last window that hangs over"
hint = "A window that reaches beyond the padded image counts in ceil_mode only. Round down."
must_fail = ("convolutions_round_down", "pooling_steps_by_its_window")


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError("does not fit")
    return -(-free // stride) + 1
