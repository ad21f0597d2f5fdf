exercise = "trace_shapes"
belief = "joins branches along the height"
hint = "Branches are joined along the channels: those add up, height and width stay."
must_fail = ("branches_are_joined_along_the_channels",)


_right = _after


def _after(layer, shape):
    if not isinstance(layer, Concat):
        return _right(layer, shape)
    ends = [[shape, *trace_shapes(branch, shape)][-1] for branch in layer.branches]
    return ends[0][0], sum(end[1] for end in ends), ends[0][2]
