exercise = "nms"
belief = "stops after the best box"
hint = "You stop after the first round. Go on with the best of those that are left."
must_fail = ("best_of_a_heap", "indices_follow_the_scores")

right = nms


def nms(boxes, scores, iou_threshold):
    return right(boxes, scores, iou_threshold)[:1]
