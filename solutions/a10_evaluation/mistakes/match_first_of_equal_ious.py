exercise = "match_detections"
belief = "takes the first of equal IoUs"
hint = "Of truths with equal IoU the last is taken. argmax gives the first."
must_fail = (
    "ties_of_scores_and_of_ious",
    "of_equal_ious_the_last_is_taken",
)
change = ((".max()][-1]", ".max()][0]"),)
