exercise = "rand_augment"
belief = "draws one policy for the batch"
hint = "All images of your batch get the same operations."
must_fail = ("operations_are_uniform",)
change = (
    (
        "(len(x), n), generator=generator)",
        "(1, n), generator=generator).expand(len(x), n)",
    ),
)
