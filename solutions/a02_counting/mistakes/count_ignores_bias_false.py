exercise = "count_params"
belief = "counts biases that are not there"
hint = "A layer with bias=False has weights only."
must_fail = ("batch_norm_learns_two_numbers_per_channel",)


_right = _layer_params


def _layer_params(layer, before, after):
    count = _right(layer, before, after)
    return count + (0 if getattr(layer, "bias", True) else after[0])
