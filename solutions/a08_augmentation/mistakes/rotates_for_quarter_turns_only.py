exercise = "rotate"
belief = "rounds the angle to a quarter turn"
hint = "Your angle is rounded to a multiple of 90 degrees."
must_fail = ("eighth_turn_reads_between_pixels",)
change = (
    (
        "math.radians(degrees % 360)",
        "math.radians(90 * round(degrees / 90))",
    ),
)
