exercise = "random_crop_flip"
belief = "throws one coin for the whole batch"
hint = "Either all of your images are mirrored or none. Each image throws its own coin."
must_fail = ("half_are_mirrored",)
change = (
    (
        "torch.rand((batch, 1), generator=generator) < 0.5",
        "torch.rand((1, 1), generator=generator) < 0.5",
    ),
)
