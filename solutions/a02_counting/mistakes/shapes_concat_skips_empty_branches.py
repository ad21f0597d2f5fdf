exercise = "trace_shapes"
belief = "leaves an empty branch out"
hint = "An empty branch hands its input on, so the channels of the input count."
must_fail = ("branches_are_joined_along_the_channels",)


_right = _after


def _after(layer, shape):
    if isinstance(layer, Concat):
        layer = Concat([branch for branch in layer.branches if branch])
    return _right(layer, shape)
