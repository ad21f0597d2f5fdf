exercise = "count_params"
belief = "counts running statistics as parameters"
hint = "The running mean and variance are not trainable: batch norm learns two numbers per channel."
must_fail = ("batch_norm_learns_two_numbers_per_channel",)


_right = _layer_params


def _layer_params(layer, before, after):
    return (
        sum(batchnorm_params(before[0]))
        if isinstance(layer, BatchNorm2d)
        else _right(layer, before, after)
    )
