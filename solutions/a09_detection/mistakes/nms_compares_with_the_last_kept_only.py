exercise = "nms"
belief = "compares with the box that was kept last, and no other"
hint = (
    "You compare each box with the latest kept one. Any box that was kept before may suppress it."
)
must_fail = ("random_heaps", "chains")


def nms(boxes, scores, iou_threshold):
    order = scores.argsort(descending=True, stable=True)
    iou, kept = box_iou(boxes, boxes), []
    for i in order.tolist():
        if not kept or not iou[kept[-1], i] > iou_threshold:
            kept.append(i)
    return torch.tensor(kept, dtype=torch.int64, device=boxes.device)
