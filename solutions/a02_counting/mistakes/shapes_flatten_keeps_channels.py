exercise = "trace_shapes"
belief = "flattens each channel by itself"
hint = "Flatten puts all values in one axis, channels included."
must_fail = ("flatten_makes_one_axis",)


_right = _after


def _after(layer, shape):
    if isinstance(layer, Flatten) and len(shape) == 3:
        return (shape[0], shape[1] * shape[2])
    if isinstance(layer, Linear):
        return (*shape[:-1], layer.out_features)
    return _right(layer, shape)
