exercise = "match_detections"
belief = "takes the threshold for 0.5"
hint = "iou_threshold is an argument; 0.5 is only its default."
must_fail = (
    "an_iou_at_the_threshold_is_enough",
    "matching_in_a_crowd",
)
change = (("iou[d] >= iou_threshold", "iou[d] >= 0.5"),)
