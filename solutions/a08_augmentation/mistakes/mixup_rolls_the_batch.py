exercise = "mixup"
belief = "pairs each image with its neighbour"
hint = "Your pairs are always neighbours. Draw a random permutation."
must_fail = ("permutations_are_uniform",)
change = (
    (
        "torch.randperm(len(x), generator=generator)",
        "torch.arange(len(x)).roll(1)",
    ),
)
