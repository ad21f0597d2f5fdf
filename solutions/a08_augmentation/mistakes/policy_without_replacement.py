exercise = "rand_augment"
belief = "never draws an operation twice"
hint = "No operation comes twice in an image: draw with replacement."
must_fail = ("operations_come_with_replacement",)
change = (
    (
        "torch.randint(len(OPERATIONS), (len(x), n), generator=generator)",
        "torch.stack([torch.randperm(len(OPERATIONS), generator=generator)[:n] for _ "
        "in x]) if len(x) else torch.zeros(0, n)",
    ),
)
