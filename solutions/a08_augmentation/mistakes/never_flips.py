exercise = "random_crop_flip"
belief = "only crops"
hint = "Nothing is mirrored: half of the windows should be."
must_fail = ("half_are_mirrored",)
change = (
    (
        "columns = torch.where(mirrored, columns.flip(1), columns)",
        "columns = torch.where(mirrored, columns, columns)",
    ),
)
