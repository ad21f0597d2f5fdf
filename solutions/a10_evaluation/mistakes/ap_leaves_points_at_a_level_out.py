exercise = "average_precision"
belief = "leaves out points whose recall is the level"
hint = "A recall of exactly r is at least r. Take side='left', or >=."
must_fail = (
    "mean_over_eleven_levels",
    "points_at_a_level",
)
change = (('side="left"', 'side="right"'),)
