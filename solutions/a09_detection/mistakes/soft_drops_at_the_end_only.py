exercise = "soft_nms"
belief = "lets dropped boxes lower others"
hint = (
    "A box that falls below score_threshold is out at once: it is never selected, so it "
    "lowers nobody. You select it first and drop it at the end."
)
must_fail = ("score_thresholds",)

right = soft_nms


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    order = scores.argsort(descending=True, stable=True)
    if method not in ("linear", "gaussian") or not len(order):
        return right(boxes, scores, method)
    current, iou = scores[order], box_iou(boxes[order], boxes[order])
    if method == "linear":
        factor = torch.where(iou > iou_threshold, 1 - iou, 1.0)
    else:
        factor = torch.exp(-(iou**2) / sigma)
    current = current * factor.triu(1).add(torch.ones_like(iou).tril()).prod(dim=0)
    final = current.argsort(descending=True, stable=True)
    final = final[current[final] >= score_threshold]
    return order[final], current[final]
