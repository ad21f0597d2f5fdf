exercise = "nms"
belief = "drops boxes whose IoU equals the threshold"
hint = "An IoU equal to the threshold is not above it: such a box is kept."
must_fail = ("an_iou_equal_to_the_threshold_is_kept", "thresholds_that_are_met_exactly")
change = (
    ("_iou(best, best).gt_", "_iou(best, best).ge_"),
    ("gt_(iou_threshold).amax", "ge_(iou_threshold).amax"),
)
