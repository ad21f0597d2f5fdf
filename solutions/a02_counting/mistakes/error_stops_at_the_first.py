exercise = "find_the_error"
belief = "stops computing at the first wrong claim"
hint = "A network that cannot be raises ValueError, also where an earlier claim is wrong."
must_fail = ("tables_that_do_not_belong",)


def find_the_error(layers, input_shape, claims):
    claims = [(tuple(shape), params) for shape, params in claims]
    if len(claims) != len(layers):
        raise ValueError("not one claim for each layer")
    shape = tuple(input_shape)
    for i, (layer, claim) in enumerate(zip(layers, claims)):
        ((after, params),) = _table([layer], shape)
        if claim != (after, params):
            return i
        shape = after
    return None
