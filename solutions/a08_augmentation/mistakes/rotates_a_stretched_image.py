exercise = "rotate"
belief = "turns in coordinates from -1 to 1"
hint = (
    "On images that are not square your turn shears: measure both axes in pixels, not in "
    "halves of the image."
)
must_fail = (
    "rotation_by_any_angle",
    "rotation_agrees_with_torchvision",
)
change = (
    (
        "(u * sin + v * cos)[None], (u * cos - v * sin)[None]",
        "(u * x.shape[2] / x.shape[3] * sin + v * cos)[None], (u * cos - v * "
        "x.shape[3] / x.shape[2] * sin)[None]",
    ),
)
