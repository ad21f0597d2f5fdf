exercise = "average_precision"
belief = "begins with the first point"
hint = (
    "The area begins at recall 0: the step from 0 to the first point counts with the first height."
)
must_fail = (
    "area_under_the_smoothed_curve",
    "single_points",
)
change = (("np.diff(recall, prepend=0.0) * best[:-1]", "np.diff(recall) * best[1:-1]"),)
