exercise = "shift_zoom"
belief = "shifts first and zooms afterwards"
hint = "Your shift is enlarged too: first zoom about the centre, then move."
must_fail = ("shifts_are_uniform",)
change = (
    (
        "(v - down) / factor, (u - right) / factor",
        "v / factor - down, u / factor - right",
    ),
)
