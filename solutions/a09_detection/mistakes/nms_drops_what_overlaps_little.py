exercise = "nms"
belief = "drops boxes whose IoU is below the threshold"
hint = "Your comparison is the wrong way round: an IoU *above* the threshold suppresses."
must_fail = ("best_of_a_heap", "indices_follow_the_scores")
change = (
    ("_iou(best, best).gt_", "_iou(best, best).lt_"),
    ("gt_(iou_threshold).amax", "lt_(iou_threshold).amax"),
)
