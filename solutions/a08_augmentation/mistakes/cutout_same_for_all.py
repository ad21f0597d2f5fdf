exercise = "cutout"
belief = "cuts the same hole into every image"
hint = "All images of your batch have the same hole."
must_fail = ("centres_are_uniform",)
change = (
    (
        "top = torch.randint(height, (batch, 1), generator=generator)",
        "top = torch.randint(height, (1, 1), generator=generator).expand(batch, 1)",
    ),
    (
        "left = torch.randint(width, (batch, 1), generator=generator)",
        "left = torch.randint(width, (1, 1), generator=generator).expand(batch, 1)",
    ),
)
