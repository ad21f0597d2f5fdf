"""A hundred boxes at a time meet all that wait; one class after the other; truth values."""

import torch


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    low = torch.maximum(a[:, None, :2], b[:, :2])
    high = torch.minimum(a[:, None, 2:], b[:, 2:])
    shared = (high - low).clamp(min=0).prod(dim=2)
    areas = [(x[:, 2:] - x[:, :2]).clamp(min=0).prod(dim=1) for x in (a, b)]
    union = areas[0][:, None] + areas[1] - shared
    return torch.where(shared > 0, shared / union, 0.0)


def nms(boxes, scores, iou_threshold):
    waiting = scores.argsort(descending=True, stable=True)
    kept = [waiting[:0]]
    while len(waiting):
        head, waiting = waiting[:100], waiting[100:]
        over = (box_iou(boxes[head], boxes[head]) > iou_threshold).triu(diagonal=1)
        survives = torch.ones_like(head, dtype=torch.bool)
        for i, row in enumerate(over):
            if survives[i]:
                survives &= ~row
        head = head[survives]
        kept.append(head)
        waiting = waiting[~(box_iou(boxes[head], boxes[waiting]) > iou_threshold).any(dim=0)]
    return torch.cat(kept)


def batched_nms(boxes, scores, classes, iou_threshold):
    kept = torch.zeros_like(classes, dtype=torch.bool)
    for number in classes.unique():
        members = (classes == number).nonzero()[:, 0]
        kept[members[nms(boxes[members], scores[members], iou_threshold)]] = True
    order = scores.argsort(descending=True, stable=True)
    return order[kept[order]]
