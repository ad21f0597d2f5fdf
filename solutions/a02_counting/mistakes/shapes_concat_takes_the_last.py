exercise = "trace_shapes"
belief = "takes the last branch for all"
hint = "A Concat gives the channels of all branches, one after the other: add them up."
must_fail = ("branches_are_joined_along_the_channels",)


_right = _after


def _after(layer, shape):
    after = _right(layer, shape)
    if not isinstance(layer, Concat):
        return after
    return [shape, *trace_shapes(layer.branches[-1], shape)][-1]
