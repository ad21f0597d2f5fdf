exercise = "trace_shapes"
belief = "keeps at least one window"
hint = "A window larger than the padded image is an error: raise ValueError."
must_fail = ("refuses_what_does_not_fit", "windows_that_do_not_fit")


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = max(size + 2 * padding - reach, 0)

    hangs_over = free % stride > 0 and free // stride * stride + stride < size + padding
    return free // stride + 1 + (hangs_over and getattr(layer, "ceil_mode", False))
