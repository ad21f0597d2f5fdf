exercise = "shift_zoom"
belief = "shifts down and to the right only"
hint = "Your shifts run from 0 upwards. The range reaches as far in the other direction."
must_fail = (
    "shift_moves_without_zoom",
    "shifts_are_uniform",
)
change = (
    (
        "down, right = draws[0]",
        "down, right = abs(draws[0])",
    ),
    (
        "draws[1] * shift_columns * width",
        "abs(draws[1]) * shift_columns * width",
    ),
)
