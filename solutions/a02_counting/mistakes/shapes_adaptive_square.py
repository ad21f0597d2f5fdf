exercise = "trace_shapes"
belief = "takes adaptive outputs for square"
hint = "output_size is a pair: rows and columns may differ."
must_fail = ("flatten_makes_one_axis",)


_right = _after


def _after(layer, shape):
    after = _right(layer, shape)
    square = isinstance(layer, AdaptiveAvgPool2d)
    return (after[0], after[1], after[1]) if square else after
