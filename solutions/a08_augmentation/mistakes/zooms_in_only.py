exercise = "shift_zoom"
belief = "only enlarges"
hint = "The factor runs from 1 - zoom to 1 + zoom, so half of the images shrink."
must_fail = ("factors_are_uniform",)
change = (
    (
        "factor = 1 + draws[2] * zoom",
        "factor = 1 + abs(draws[2]) * zoom",
    ),
)
