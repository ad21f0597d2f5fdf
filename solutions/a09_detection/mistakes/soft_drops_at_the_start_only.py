exercise = "soft_nms"
belief = "applies score_threshold at the start only"
hint = "You compare with score_threshold at the start only. Scores fall: compare in every round."
must_fail = ("low_scores_are_dropped", "score_thresholds")

right = soft_nms


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    strong = torch.where(scores >= score_threshold)[0]
    indices, decayed = right(
        boxes[strong], scores[strong], method, iou_threshold, sigma, -torch.inf
    )
    return strong[indices], decayed
