exercise = "mixup"
belief = "permutes the labels anew"
hint = "Images and labels have different permutations: draw one, and use it for both."
must_fail = ("mixture_of_two_images",)
change = (
    (
        "y, y[permutation], lam",
        "y, y[torch.randperm(len(x), generator=generator)], lam",
    ),
)
