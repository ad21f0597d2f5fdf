exercise = "rand_augment"
belief = "applies each operation to the original"
hint = "Only your last operation has an effect: hand the result of one to the next."
must_fail = ("two_operations_in_a_row",)
change = (
    (
        "OPERATIONS[number](out[i], m)",
        "OPERATIONS[number](x[i], m)",
    ),
)
