exercise = "nms"
belief = "drops boxes whose score is not above zero"
hint = "You drop scores of 0 and below. A score is any number; only the order counts."
must_fail = ("scores_of_any_size",)

right = nms


def nms(boxes, scores, iou_threshold):
    kept = right(boxes, scores, iou_threshold)
    return kept[~(scores[kept] <= 0)]
