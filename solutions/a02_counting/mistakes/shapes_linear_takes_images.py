exercise = "trace_shapes"
belief = "lets Linear take an image"
hint = "Linear takes (features,) only. Flatten the image first; without that, raise ValueError."
must_fail = ("refuses_what_does_not_fit", "linear_needs_features")


_right = _after


def _after(layer, shape):
    if isinstance(layer, Linear):
        return (layer.out_features,)
    return _right(layer, shape)
