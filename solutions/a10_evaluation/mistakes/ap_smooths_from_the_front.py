exercise = "average_precision"
belief = "smooths from the front"
hint = (
    "The maximum runs from the end of the curve: a precision counts for lower recalls, not "
    "for higher ones."
)
must_fail = (
    "area_under_the_smoothed_curve",
    "precision_that_rises_again",
)
change = (("np.maximum.accumulate(precision[::-1])[::-1]", "np.maximum.accumulate(precision)"),)
