exercise = "mixup"
belief = "draws partners with replacement"
hint = "An image can be the partner of two others, and another of none: use a permutation."
must_fail = ("mixture_of_two_images",)
change = (
    (
        "torch.randperm(len(x), generator=generator)",
        "torch.randint(len(x), (len(x),), generator=generator) if len(x) else torch.arange(0)",
    ),
)
