exercise = "cutout"
belief = "blackens the first channel only"
hint = "Your hole does not go through all channels."
must_fail = ("holes_are_black_and_cut_off",)
change = (
    (
        "return x.masked_fill(rows[:, None, :, None] & columns[:, None, None, :], 0)",
        "out = x.clone()\n"
        "    out[:, 0].masked_fill_(rows[:, :, None] & columns[:, None, :], 0)\n"
        "    return out",
    ),
)
