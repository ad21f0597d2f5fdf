exercise = "trace_shapes"
belief = "leaves the channels out of the features"
hint = "Flatten puts all values in one axis: channels times height times width."
must_fail = ("flatten_makes_one_axis",)


_right = _after


def _after(layer, shape):
    return _right(layer, shape[1:] if isinstance(layer, Flatten) and len(shape) > 1 else shape)
