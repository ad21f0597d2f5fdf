exercise = "rotate"
belief = "turns clockwise"
hint = "Your images turn the wrong way: rows grow downwards, so the signs of sin change places."
must_fail = ("quarter_turn_counter_clockwise",)
change = (
    (
        "angle = math.radians(degrees % 360)",
        "angle = -math.radians(degrees % 360)",
    ),
)
