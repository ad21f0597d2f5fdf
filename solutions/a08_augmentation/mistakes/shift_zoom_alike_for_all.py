exercise = "shift_zoom"
belief = "moves all images alike"
hint = "One draw serves your whole batch; each image needs its own."
must_fail = ("factors_are_uniform",)
change = (
    (
        "torch.rand((3, batch, 1, 1), generator=generator, dtype=torch.float64) - 1",
        "torch.rand((3, 1, 1, 1), generator=generator, dtype=torch.float64).expand(3, "
        "batch, 1, 1) - 1",
    ),
)
