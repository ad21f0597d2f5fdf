exercise = "random_crop_flip"
belief = "cuts the same window out of every image"
hint = "All your images move alike. Each image of the batch needs its own draws."
must_fail = ("windows_are_uniform",)
change = (
    (
        "padded = F.pad",
        "padded = pad = F.pad",
    ),
    (
        "top = torch.randint(2 * pad_rows + 1, (batch, 1), generator=generator)",
        "top = torch.randint(2 * pad_rows + 1, (1, 1), generator=generator).expand(batch, 1)",
    ),
    (
        "left = torch.randint(2 * pad_columns + 1, (batch, 1), generator=generator)",
        "left = torch.randint(2 * pad_columns + 1, (1, 1), generator=generator).expand(batch, 1)",
    ),
)
