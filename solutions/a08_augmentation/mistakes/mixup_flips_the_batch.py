exercise = "mixup"
belief = "pairs the first image with the last"
hint = "Your pairs are always the same: the batch reversed. Draw a random permutation."
must_fail = ("permutations_are_uniform",)
change = (
    (
        "torch.randperm(len(x), generator=generator)",
        "torch.arange(len(x)).flip(0)",
    ),
)
