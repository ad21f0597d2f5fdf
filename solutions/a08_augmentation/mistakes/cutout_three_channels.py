exercise = "cutout"
belief = "blackens three channels only"
hint = "Your hole goes through the first three channels. Images may have any number of them."
must_fail = ("each_hole_is_in_its_own_image",)
change = (
    (
        "return x.masked_fill(rows[:, None, :, None] & columns[:, None, None, :], 0)",
        "out = x.clone()\n"
        "    out[:, :3].masked_fill_(rows[:, None, :, None] & columns[:, None, None, :], 0)\n"
        "    return out",
    ),
)
