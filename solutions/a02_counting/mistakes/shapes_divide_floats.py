exercise = "trace_shapes"
belief = "divides with / and rounds the float"
hint = "A float has 53 bits, which large sizes exceed. Divide with //."
must_fail = ("sizes_are_exact",)


def _places(layer, size, axis):
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError("does not fit")
    places = int(free / stride) + 1
    hangs_over = free % stride > 0 and places * stride < size + padding
    return places + (hangs_over and getattr(layer, "ceil_mode", False))
