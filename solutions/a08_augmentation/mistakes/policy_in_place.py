exercise = "rand_augment"
belief = "writes into x"
hint = "x itself is changed. Work on a copy."
must_fail = ("nothing_to_augment",)
change = (
    (
        "out = x.clone()",
        "out = x",
    ),
)
