exercise = "soft_nms"
belief = "ignores score_threshold"
hint = "A box whose score has fallen below score_threshold is dropped. You keep it."
must_fail = ("low_scores_are_dropped", "score_thresholds")

right = soft_nms


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    return right(boxes, scores, method, iou_threshold, sigma, -torch.inf)
