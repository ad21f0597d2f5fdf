exercise = "count_params"
belief = "forgets batch norm"
hint = "Batch norm learns a scale and a shift for each channel."
must_fail = ("batch_norm_learns_two_numbers_per_channel",)


_right = _layer_params


def _layer_params(layer, before, after):
    return 0 if isinstance(layer, BatchNorm2d) else _right(layer, before, after)
