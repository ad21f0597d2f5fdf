exercise = "nms"
belief = "returns the kept boxes by rising score"
hint = "You keep the right boxes, but give the worst of them first. The order is by falling score."
must_fail = ("best_of_a_heap", "indices_follow_the_scores")

right = nms


def nms(boxes, scores, iou_threshold):
    return right(boxes, scores, iou_threshold).flip(0)
