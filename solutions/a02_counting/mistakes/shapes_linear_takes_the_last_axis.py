exercise = "trace_shapes"
belief = "lets Linear change the last axis of an image"
hint = "Here, Linear takes (features,) only: raise ValueError for an image."
must_fail = ("refuses_what_does_not_fit", "linear_needs_features")


_right = _after


def _after(layer, shape):
    if isinstance(layer, Linear):
        return (*shape[:-1], layer.out_features)
    return _right(layer, shape)
