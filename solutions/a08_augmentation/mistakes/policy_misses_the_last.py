exercise = "rand_augment"
belief = "never draws the last operation"
hint = "randint leaves out its upper bound: your last operation never comes."
must_fail = ("one_operation_of_the_list",)
change = (
    (
        "torch.randint(len(OPERATIONS), ",
        "torch.randint(len(OPERATIONS) - 1, ",
    ),
)
