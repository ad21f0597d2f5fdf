exercise = "trace_shapes"
belief = "lets adaptive pooling keep smaller images"
hint = "Adaptive pooling gives the size that is asked for, even if the image is smaller."
must_fail = ("adaptive_pooling_gives_what_is_asked_for",)


_right = _after


def _after(layer, shape):
    after = _right(layer, shape)
    smaller = isinstance(layer, AdaptiveAvgPool2d)
    return tuple(map(min, shape, after)) if smaller else after
