exercise = "count_params"
belief = "connects Linear to one value per channel"
hint = "Flatten keeps every value: Linear sees channels times height times width features."
must_fail = ("mnist_network",)


_right = _layer_params


def _layer_params(layer, before, after):
    if isinstance(layer, Flatten):
        _layer_params.channels = before[0]
        return 0
    if isinstance(layer, Linear):
        seen = getattr(_layer_params, "channels", None) or before[0]
        _layer_params.channels = None
        return linear_params(seen, after[0], layer.bias)
    return _right(layer, before, after)
