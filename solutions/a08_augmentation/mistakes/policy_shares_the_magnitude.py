exercise = "rand_augment"
belief = "divides the magnitude by n"
hint = "Each of the n operations has the whole magnitude m."
must_fail = ("two_operations_in_a_row",)
change = (
    (
        "OPERATIONS[number](out[i], m)",
        "OPERATIONS[number](out[i], m / n)",
    ),
)
