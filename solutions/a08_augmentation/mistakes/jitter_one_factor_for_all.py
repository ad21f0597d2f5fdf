exercise = "color_jitter"
belief = "draws one factor for the batch"
hint = "All images of your batch change by the same factors."
must_fail = ("factors_are_uniform",)
change = (
    (
        "torch.rand((len(x), 3), generator=generator, dtype=x.dtype) - 1",
        "torch.rand((1, 3), generator=generator, dtype=x.dtype).expand(len(x), 3) - 1",
    ),
)
