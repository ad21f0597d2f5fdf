exercise = "rotate"
belief = "turns about the pixel in the middle, or half a pixel off"
hint = "The centre lies at (height - 1) / 2 and (width - 1) / 2; yours is half a pixel away."
must_fail = (
    "half_turn",
    "quarter_turns_move_pixels",
)
change = (
    (
        "v, u = _from_the_centre(x)",
        "v, u = (place - 0.5 for place in _from_the_centre(x))",
    ),
    (
        "(u * sin + v * cos)[None], (u * cos - v * sin)[None]",
        "(u * sin + v * cos)[None] + 0.5, (u * cos - v * sin)[None] + 0.5",
    ),
)
