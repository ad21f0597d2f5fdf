exercise = "match_detections"
belief = "asks for more than the threshold"
hint = "An IoU at the threshold is enough: compare with >=."
must_fail = (
    "an_iou_at_the_threshold_is_enough",
    "ious_at_the_threshold",
)
change = (("iou[d] >= iou_threshold", "iou[d] > iou_threshold"),)
