exercise = "rotate"
belief = "takes degrees for radians"
hint = "cos and sin want radians: pi stands for 180 degrees."
must_fail = (
    "quarter_turn_counter_clockwise",
    "half_turn",
)
change = (
    (
        "math.radians(degrees % 360)",
        "degrees % 360",
    ),
)
