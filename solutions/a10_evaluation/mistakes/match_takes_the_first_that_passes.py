exercise = "match_detections"
belief = "takes the first truth above the threshold"
hint = "Passing the threshold is not all: of the free truths take the one of highest IoU."
must_fail = (
    "matching_in_a_crowd",
    "the_next_best_truth_is_taken",
)
change = (("usable[iou[d, usable] == iou[d, usable].max()][-1]", "usable[0]"),)
