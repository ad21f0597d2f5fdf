exercise = "soft_nms"
belief = "drops overlapping boxes, as hard suppression does"
hint = "You drop a box that overlaps. Lower its score instead, by the factor 1 - IoU."
must_fail = ("linear_decay", "random_scores_decay")

change = (
    ("torch.where(iou > iou_threshold, 1 - iou, 1.0)", "(iou <= iou_threshold).to(iou.dtype)"),
)
