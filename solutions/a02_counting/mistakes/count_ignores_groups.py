exercise = "count_params"
belief = "ignores the groups"
hint = "In a grouped convolution a kernel sees only the channels of its group."
must_fail = ("counts_of_known_networks", "counts_of_random_stacks")


_right = _layer_params


def _layer_params(layer, before, after):
    if isinstance(layer, Conv2d):
        return conv2d_params(before[0], after[0], layer.kernel_size, layer.bias)
    return _right(layer, before, after)
