exercise = "shift_zoom"
belief = "leaves the size as it is"
hint = "Nothing is enlarged or shrunk."
must_fail = ("zoom_about_the_centre",)
change = (
    (
        "factor = 1 + draws[2] * zoom",
        "factor = 1 + draws[2] * 0",
    ),
)
