exercise = "soft_nms"
belief = "spares what is a little above the threshold"
hint = "You spare an IoU a little above iou_threshold. Compare with the threshold itself."
must_fail = ("limits_that_are_met_exactly",)

change = (("iou > iou_threshold", "iou > iou_threshold + 1e-5"),)
