exercise = "soft_nms"
belief = "lowers scores for every overlap in the linear method"
hint = "In the linear method only an IoU above iou_threshold lowers a score."
must_fail = ("linear_decay_spares_a_small_overlap", "random_scores_decay")

change = (("torch.where(iou > iou_threshold, 1 - iou, 1.0)", "1 - iou"),)
