exercise = "average_precision"
belief = "has ten levels instead of eleven"
hint = "0, 0.1, ..., 1 are eleven levels: 0 and 1 both belong to them, and the mean divides by 11."
must_fail = (
    "mean_over_eleven_levels",
    "eleven_levels_of_random_curves",
)
change = (("np.arange(11) / 10", "np.arange(1, 11) / 10"),)
