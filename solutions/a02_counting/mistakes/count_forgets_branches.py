exercise = "count_params"
belief = "takes Concat for a layer without parameters"
hint = "Joining learns nothing, but the layers of the branches do: count them."
must_fail = ("all_branches_count",)


_right = _layer_params


def _layer_params(layer, before, after):
    return 0 if isinstance(layer, Concat) else _right(layer, before, after)
