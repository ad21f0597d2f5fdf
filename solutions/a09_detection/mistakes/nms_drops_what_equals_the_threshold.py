exercise = "nms"
belief = "drops boxes whose IoU equals the threshold"
hint = "An IoU equal to the threshold is not above it: such a box is kept."
must_fail = ("an_iou_equal_to_the_threshold_is_kept", "thresholds_that_are_met_exactly")

change = (
    ("boxes[head]) > iou_threshold)]", "boxes[head]) >= iou_threshold)]"),
    ("boxes[waiting]) > iou_threshold)", "boxes[waiting]) >= iou_threshold)"),
)
