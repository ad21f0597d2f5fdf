exercise = "count_params"
belief = "counts a locally connected layer as a convolution"
hint = (
    "A locally connected layer shares nothing: every place of its output has parameters of its own."
)
must_fail = ("locally_connected_layer",)


_right = _layer_params


def _layer_params(layer, before, after):
    if isinstance(layer, LocallyConnected2d):
        return conv2d_params(before[0], after[0], layer.kernel_size, layer.bias)
    return _right(layer, before, after)
