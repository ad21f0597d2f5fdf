exercise = "find_the_error"
belief = "compares the totals only"
hint = "Two errors may cancel, and a wrong total does not say where. Compare layer by layer."
must_fail = ("a_wrong_shape",)


def find_the_error(layers, input_shape, claims):
    if len(claims) != len(layers):
        raise ValueError("one claim for each layer")
    claimed = sum(params for _, params in claims)
    return None if claimed == count_params(layers, input_shape) else len(layers) - 1
