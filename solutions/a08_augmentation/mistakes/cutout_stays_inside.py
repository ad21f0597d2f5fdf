exercise = "cutout"
belief = "keeps the whole rectangle inside the image"
hint = (
    "Your rectangle never leaves the image. Its centre is uniform over all pixels, and what "
    "falls outside is cut off."
)
must_fail = ("holes_are_black_and_cut_off",)
change = (
    (
        "torch.randint(height, (batch, 1), generator=generator) - size_rows // 2",
        "torch.randint(max(height - size_rows, 0) + 1, (batch, 1), generator=generator)",
    ),
    (
        "torch.randint(width, (batch, 1), generator=generator) - size_columns // 2",
        "torch.randint(max(width - size_columns, 0) + 1, (batch, 1), generator=generator)",
    ),
)
