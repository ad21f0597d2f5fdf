exercise = "rand_augment"
belief = "applies one operation n times"
hint = "You draw once per image and apply it n times; draw n times."
must_fail = ("operations_are_uniform",)
change = (
    (
        "(len(x), n), generator=generator)",
        "(len(x), 1), generator=generator).expand(len(x), n)",
    ),
)
