exercise = "soft_nms"
belief = "multiplies by the IoU instead of 1 - IoU"
hint = "You multiply by the IoU, so boxes that overlap most lose least. The factor is 1 - IoU."
must_fail = ("random_scores_decay", "linear_is_the_default")

change = (("iou_threshold, 1 - iou, 1.0", "iou_threshold, iou, 1.0"),)
