exercise = "nms"
belief = "returns places in the sorted list"
hint = "Your indices count in the sorted list. Translate them back to the boxes as they were given."
must_fail = ("best_of_a_heap", "indices_follow_the_scores")

right = nms


def nms(boxes, scores, iou_threshold):
    order = scores.argsort(descending=True, stable=True)
    return right(boxes[order], scores[order], iou_threshold)
