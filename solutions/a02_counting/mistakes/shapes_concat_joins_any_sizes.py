exercise = "trace_shapes"
belief = "joins branches of different size"
hint = "Branches whose height or width differ cannot be joined: raise ValueError."
must_fail = ("branches_of_different_size",)


_right = _after


def _after(layer, shape):
    if not isinstance(layer, Concat):
        return _right(layer, shape)
    ends = [[shape, *trace_shapes(branch, shape)][-1] for branch in layer.branches]
    return sum(end[0] for end in ends), *ends[0][1:]
