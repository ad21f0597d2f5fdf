"""One pair of boxes at a time, as the definitions are written, with plain numbers."""

import math

import torch

slow = ("nms",)


def _overlap(a, b):
    """(shared area, union, enclosing area) of two boxes, as numbers of full precision."""
    (ax1, ay1, ax2, ay2), (bx1, by1, bx2, by2) = a, b
    shared = max(min(ax2, bx2) - max(ax1, bx1), 0.0) * max(min(ay2, by2) - max(ay1, by1), 0.0)
    areas = [max(x2 - x1, 0.0) * max(y2 - y1, 0.0) for x1, y1, x2, y2 in (a, b)]
    if min(areas) == 0:
        shared = 0.0
    wide, high = max(ax2, bx2) - min(ax1, bx1), max(ay2, by2) - min(ay1, by1)
    return shared, sum(areas) - shared, max(wide, 0.0) * max(high, 0.0)


def _iou(a, b):
    shared, union, _ = _overlap(a, b)
    return shared / union if shared > 0 else 0.0


def _table(a, b, function):
    a, b = as_floats(a), as_floats(b)
    rows = [[function(p, q) for q in b.tolist()] for p in a.tolist()]
    return torch.tensor(rows, dtype=a.dtype, device=a.device).reshape(len(a), len(b))


def convert_boxes(boxes, source, target):
    formats = ("xyxy", "xywh", "cxcywh")
    if source not in formats or target not in formats:
        raise ValueError(f"{source} -> {target}")
    boxes = as_floats(boxes)
    a, b, c, d = (column.clone() for column in boxes.unbind(1))
    if source == target:
        return torch.stack([a, b, c, d], dim=1)
    if source == "xywh":
        c, d = a + c, b + d
    elif source == "cxcywh":
        a, b, c, d = a - c / 2, b - d / 2, a - c / 2 + c, b - d / 2 + d
    if target == "xywh":
        c, d = c - a, d - b
    elif target == "cxcywh":
        a, b, c, d = a + (c - a) / 2, b + (d - b) / 2, c - a, d - b
    return torch.stack([a, b, c, d], dim=1)


def box_iou(a, b):
    return _table(a, b, _iou)


def generalized_box_iou(a, b):
    def one(p, q):
        shared, union, around = _overlap(p, q)
        iou = shared / union if shared > 0 else 0.0
        return iou - (around - union) / around if around > 0 else iou

    return _table(a, b, one)


def nms(boxes, scores, iou_threshold):
    kept = []
    iou = box_iou(boxes, boxes)
    for index in scores.sort(descending=True, stable=True).indices.tolist():
        if all(not iou[other, index] > iou_threshold for other in kept):
            kept.append(index)
    return torch.tensor(kept, dtype=torch.int64, device=boxes.device)


def batched_nms(boxes, scores, classes, iou_threshold):
    kept = []
    iou = box_iou(boxes, boxes)
    names = classes.tolist()
    for index in scores.sort(descending=True, stable=True).indices.tolist():
        rivals = [other for other in kept if names[other] == names[index]]
        if not any(iou[other, index] > iou_threshold for other in rivals):
            kept.append(index)
    return torch.tensor(kept, dtype=torch.int64, device=boxes.device)


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    if method not in {"linear", "gaussian"}:
        raise ValueError(method)
    iou, current = box_iou(boxes, boxes), scores.clone()
    left, order, final = list(range(len(boxes))), [], []
    while True:
        left = [i for i in left if current[i] >= score_threshold]
        if not left:
            break
        best = max(left, key=lambda i: (current[i].item(), -i))
        left.remove(best)
        order.append(best)
        final.append(current[best].clone())
        for i in left:
            overlap = iou[best, i]
            if method == "gaussian":
                current[i] *= torch.exp(-overlap * overlap / sigma)
            elif overlap > iou_threshold:
                current[i] *= 1 - overlap
    chosen = torch.tensor(order, dtype=torch.int64, device=boxes.device)
    return chosen, torch.stack(final) if final else scores[:0].clone()


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    down, along = as_pair(stride)
    rows, columns = as_pair(feature_size)
    anchors = []
    for i in range(rows):
        for j in range(columns):
            x, y = (j + 0.5) * along, (i + 0.5) * down
            for size in sizes:
                for ratio in aspect_ratios:
                    width = math.sqrt(size * size / ratio)
                    height = width * ratio
                    corner = (x - width / 2, y - height / 2)
                    anchors.append([*corner, x + width / 2, y + height / 2])
    return torch.tensor(anchors, dtype=dtype, device=device).reshape(-1, 4)


def encode_boxes(anchors, boxes):
    anchors, boxes = as_floats(anchors), as_floats(boxes)
    deltas = torch.empty_like(boxes)
    for low, high, place in ((0, 2, 0), (1, 3, 1)):
        side = anchors[:, high] - anchors[:, low]
        length = boxes[:, high] - boxes[:, low]
        middle = anchors[:, low] + side / 2
        deltas[:, place] = (boxes[:, low] + length / 2 - middle) / side
        deltas[:, place + 2] = torch.log(length / side)
    return deltas


def decode_boxes(anchors, deltas):
    anchors = as_floats(anchors)
    boxes = torch.zeros_like(deltas)
    for low, high, place in ((0, 2, 0), (1, 3, 1)):
        side = anchors[:, high] - anchors[:, low]
        middle = anchors[:, low] + side / 2 + deltas[:, place] * side
        half = side * deltas[:, place + 2].exp() / 2
        boxes[:, low], boxes[:, high] = middle - half, middle + half
    return boxes
