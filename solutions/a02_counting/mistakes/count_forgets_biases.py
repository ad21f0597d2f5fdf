exercise = "count_params"
belief = "leaves the biases out"
hint = "Convolutions and fully connected layers also learn biases."
must_fail = ("mnist_network",)


_right = _layer_params


def _layer_params(layer, before, after):
    if isinstance(layer, Conv2d):
        return conv2d_params(before[0], after[0], layer.kernel_size, False, layer.groups)
    if isinstance(layer, LocallyConnected2d):
        return locally_connected_params(before[0], after[0], layer.kernel_size, after[1:], False)
    return before[0] * after[0] if isinstance(layer, Linear) else _right(layer, before, after)
