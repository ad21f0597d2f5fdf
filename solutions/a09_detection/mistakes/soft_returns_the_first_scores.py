exercise = "soft_nms"
belief = "returns the scores as they were at the start"
hint = "You return the scores as they came. Return those with which the boxes were selected."
must_fail = ("linear_decay", "random_scores_decay")

right = soft_nms


def soft_nms(boxes, scores, *args, **kwargs):
    indices, _ = right(boxes, scores, *args, **kwargs)
    return indices, scores[indices]
