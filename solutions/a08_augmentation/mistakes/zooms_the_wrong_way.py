exercise = "shift_zoom"
belief = "multiplies by the factor"
hint = (
    "A factor above 1 shrinks your image: a new pixel looks up the old one at its place "
    "divided by the factor."
)
must_fail = ("factors_are_uniform",)
change = (
    (
        "(v - down) / factor, (u - right) / factor",
        "(v - down) * factor, (u - right) * factor",
    ),
)
