exercise = "receptive_field"
belief = "forgets that deep padding is jump pixels wide"
hint = (
    "A pixel of padding in front of a deep layer is as wide as that layer steps: multiply by "
    "the jump."
)
must_fail = ("padding_moves_the_start",)
change = (("((reach - 1) / 2 - padding) * jump", "(reach - 1) / 2 * jump - padding"),)
