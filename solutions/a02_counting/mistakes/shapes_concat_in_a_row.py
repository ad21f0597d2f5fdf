exercise = "trace_shapes"
belief = "runs the branches one after the other"
hint = "All branches see the same input. None of them sees what another one gives."
must_fail = ("branches_are_joined_along_the_channels",)


_right = _after


def _after(layer, shape):
    if not isinstance(layer, Concat):
        return _right(layer, shape)
    layers = [item for branch in layer.branches for item in branch]
    return [shape, *trace_shapes(layers, shape)][-1]
