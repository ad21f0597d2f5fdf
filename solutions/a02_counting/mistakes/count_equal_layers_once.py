exercise = "count_params"
belief = "counts equal layers once"
hint = "Two layers of the same description have parameters of their own."
must_fail = ("layers_share_no_parameters",)


def count_params(layers, input_shape):
    table = _table(layers, input_shape)
    before = [tuple(input_shape), *(shape for shape, _ in table)]
    return sum({(repr(la), b): count for la, b, (_, count) in zip(layers, before, table)}.values())
