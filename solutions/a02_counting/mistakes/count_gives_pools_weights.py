exercise = "count_params"
belief = "gives pooling layers weights"
hint = "A maximum or a mean has no weights: pooling learns nothing."
must_fail = ("pooling_learns_nothing",)


_right = _layer_params


def _layer_params(layer, before, after):
    if isinstance(layer, Pool):
        return layer.kernel_size[0] * layer.kernel_size[1] * before[0]
    return _right(layer, before, after)
