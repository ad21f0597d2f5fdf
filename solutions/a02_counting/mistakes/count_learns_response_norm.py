exercise = "count_params"
belief = "gives local response normalisation parameters"
hint = "LocalResponseNorm has fixed settings, and learns nothing."
must_fail = ("pooling_learns_nothing",)


_right = _layer_params


def _layer_params(layer, before, after):
    if isinstance(layer, LocalResponseNorm):
        return 2 * before[0]
    return _right(layer, before, after)
