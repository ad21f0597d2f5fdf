exercise = "nms"
belief = "returns the indices in the order of the boxes"
hint = "The right boxes are kept, but by rising index. Return them by falling score."
must_fail = ("best_of_a_heap", "indices_follow_the_scores")

right = nms


def nms(boxes, scores, iou_threshold):
    return right(boxes, scores, iou_threshold).sort().values
