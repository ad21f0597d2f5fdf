exercise = "mean_average_precision"
belief = "lets ignored truths compete with those in the range"
hint = (
    "A detection first looks for a free truth in the range, even if one outside has a higher IoU."
)
must_fail = ("ignored_truths_are_second_choice",)

right_match = _match


def _match(iou, in_range, thresholds):
    return right_match(iou, np.ones_like(in_range), thresholds)
