exercise = "count_params"
belief = "counts the first branch only"
hint = "Every branch of a Concat has parameters of its own."
must_fail = ("all_branches_count",)


_right = _layer_params


def _layer_params(layer, before, after):
    if isinstance(layer, Concat):
        return count_params(layer.branches[0], before)
    return _right(layer, before, after)
