exercise = "soft_nms"
belief = "lowers the score where the IoU equals iou_threshold"
hint = "An IoU equal to iou_threshold is not above it: that score stays as it is."
must_fail = ("limits_that_are_met_exactly",)

change = (("iou > iou_threshold", "iou >= iou_threshold"),)
