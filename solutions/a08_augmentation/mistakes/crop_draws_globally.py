exercise = "random_crop_flip"
belief = "draws the coin from the global generator"
hint = "A draw of yours does not come from the generator that you are given."
must_fail = ("crop_repeats_with_the_generator",)
change = (
    (
        "torch.rand((batch, 1), generator=generator) < 0.5",
        "torch.rand((batch, 1)) < 0.5",
    ),
)
