exercise = "rand_augment"
belief = "draws the magnitude too"
hint = "m is the magnitude of every operation: it is given, not drawn."
must_fail = ("one_operation_of_the_list",)
change = (
    (
        "OPERATIONS[number](out[i], m)",
        "OPERATIONS[number](out[i], m * float(torch.rand((), generator=generator)))",
    ),
)
