exercise = "find_the_error"
belief = "compares the totals only"
hint = "Two errors may cancel, and a wrong total does not say where. Compare layer by layer."
must_fail = ("a_wrong_shape",)


def find_the_error(layers, input_shape, claims):
    if len(claims) != len(layers):
        raise ValueError("one claim for each layer")
    total = 0
    for i, (claim, truth) in enumerate(zip(claims, _table(layers, input_shape))):
        total += claim[1] - truth[1]
    return i if claims and total else None
