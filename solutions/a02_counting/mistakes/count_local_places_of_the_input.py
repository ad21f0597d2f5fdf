exercise = "count_params"
belief = "counts the places of the input"
hint = "A locally connected layer has kernels for each place of its *output*."
must_fail = ("locally_connected_layer",)


_right = _layer_params


def _layer_params(layer, before, after):
    return _right(
        layer, before, (after[0], *before[1:]) if isinstance(layer, LocallyConnected2d) else after
    )
