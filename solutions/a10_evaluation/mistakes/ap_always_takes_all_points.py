exercise = "average_precision"
belief = "computes the area whatever the method"
hint = (
    "method says how to average: eleven levels, 101 levels, or the area. You always take the area."
)
must_fail = (
    "mean_over_eleven_levels",
    "mean_over_a_hundred_and_one_levels",
)
change = (('if method == "all_points":', "if method:"),)
