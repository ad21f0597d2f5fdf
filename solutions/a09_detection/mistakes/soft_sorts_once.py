exercise = "soft_nms"
belief = "sorts by score once, at the start"
hint = "You sort once. After each round the scores have changed: look for the highest again."
must_fail = ("linear_decay", "random_scores_decay")

right = soft_nms


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    order = scores.argsort(descending=True, stable=True)
    order = order[scores[order] >= score_threshold]
    if method not in ("linear", "gaussian") or not len(order):
        return right(boxes, scores, method)
    current = scores[order]
    iou = box_iou(boxes[order], boxes[order])
    for i in range(len(order)):
        if current[i] < score_threshold:
            continue
        late = iou[i, i + 1 :]
        if method == "linear":
            factor = torch.where(late > iou_threshold, 1 - late, 1.0)
        else:
            factor = torch.exp(-(late**2) / sigma)
        current[i + 1 :] *= factor
    kept = current >= score_threshold
    return order[kept], current[kept]
