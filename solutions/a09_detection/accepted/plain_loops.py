"""One number at a time, in Python's lists and floats; tensors at the very end."""

import itertools
import math

slow = ("nms",)


def _made(rows, like, columns=4):
    return torch.tensor(rows, dtype=like.dtype, device=like.device).reshape(-1, columns)


def convert_boxes(boxes, source, target):
    boxes, rows = as_floats(boxes), []
    if not {source, target} <= {"xyxy", "xywh", "cxcywh"}:
        raise ValueError((source, target))
    for p, q, r, s in boxes.tolist():
        if source == "xyxy":
            x, y, w, h = p, q, r - p, s - q
        elif source == "xywh":
            x, y, w, h = p, q, r, s
        else:
            x, y, w, h = p - r / 2, q - s / 2, r, s
        if target == "xyxy":
            rows.append((x, y, x + w, y + h))
        elif target == "xywh":
            rows.append((x, y, w, h))
        else:
            rows.append((x + w / 2, y + h / 2, w, h))
    return _made(rows, boxes)


def _sizes(p, q):
    """Shared area, union and enclosing area of two boxes."""
    width = min(p[2], q[2]) - max(p[0], q[0])
    height = min(p[3], q[3]) - max(p[1], q[1])
    shared = width * height if width > 0 and height > 0 else 0.0
    areas = [(b[2] - b[0]) * (b[3] - b[1]) if b[2] > b[0] and b[3] > b[1] else 0 for b in (p, q)]
    wide, high = max(p[2], q[2]) - min(p[0], q[0]), max(p[3], q[3]) - min(p[1], q[1])
    return shared, sum(areas) - shared, wide * high if wide > 0 and high > 0 else 0.0


def box_iou(a, b):
    a, b = as_floats(a), as_floats(b)
    pairs = [_sizes(p, q) for p in a.tolist() for q in b.tolist()]
    found = [shared / union if shared else 0.0 for shared, union, _ in pairs]
    return torch.tensor(found, dtype=a.dtype, device=a.device).reshape(len(a), len(b))


def generalized_box_iou(a, b):
    a, b, found = as_floats(a), as_floats(b), []
    for p, q in itertools.product(a.tolist(), b.tolist()):
        shared, union, around = _sizes(p, q)
        iou = shared / union if union else 0.0
        found.append(iou - (around - union) / around if around else 0.0)
    return torch.tensor(found, dtype=a.dtype).to(a.device).view(len(a), len(b))


def _order(scores):
    values = scores.tolist()
    return sorted(range(len(values)), key=lambda i: (values[i] == values[i], -values[i], i))


def _greedy_loop(boxes, scores, classes, iou_threshold):
    rows, kept = boxes.tolist(), []
    for i in _order(scores):
        for j in kept:
            shared, union, _ = _sizes(rows[i], rows[j])
            if classes[i] == classes[j] and shared and shared / union > iou_threshold:
                break
        else:
            kept.append(i)
    return torch.tensor(kept, dtype=torch.int64, device=boxes.device)


def nms(boxes, scores, iou_threshold):
    return _greedy_loop(as_floats(boxes), scores, [0] * len(boxes), iou_threshold)


def batched_nms(boxes, scores, classes, iou_threshold):
    return _greedy_loop(as_floats(boxes), scores, classes.tolist(), iou_threshold)


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    if method not in {"linear", "gaussian"}:
        raise ValueError(method)
    rows, left, found = boxes.tolist(), dict(enumerate(scores.tolist())), []
    while left := {i: s for i, s in left.items() if s >= score_threshold}:
        best = max(left, key=left.get)
        found.append((best, left.pop(best)))
        for i in left:
            shared, union, _ = _sizes(rows[best], rows[i])
            iou = shared / union if shared else 0.0
            if method == "gaussian":
                left[i] *= math.exp(-iou * iou / sigma)
            elif iou > iou_threshold:
                left[i] *= 1 - iou
    indices = torch.tensor([i for i, _ in found], dtype=torch.long, device=boxes.device)
    return [indices, scores.new_tensor([s for _, s in found])]


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    (rows, columns), (down, right), found = as_pair(feature_size), as_pair(stride), []
    for i, j, size, ratio in itertools.product(range(rows), range(columns), sizes, aspect_ratios):
        width = float(size) / math.sqrt(ratio)
        height = width * float(ratio)
        x, y = j * right + right / 2, i * down + down / 2
        found.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    return torch.tensor(found, dtype=dtype, device=device).reshape(-1, 4)


def encode_boxes(anchors, boxes):
    boxes, found = as_floats(boxes), []
    for (p, q, r, s), (x1, y1, x2, y2) in zip(anchors.tolist(), boxes.tolist(), strict=True):
        across, along = (x2 - x1) / (r - p), (y2 - y1) / (s - q)
        dx, dy = ((x1 + x2) / 2 - (p + r) / 2) / (r - p), ((y1 + y2) / 2 - (q + s) / 2) / (s - q)
        found.append((dx, dy, *(math.log(n) if n > 0 else -math.inf for n in (across, along))))
    return _made(found, boxes)


def decode_boxes(anchors, deltas):
    found = []
    for (p, q, r, s), (dx, dy, dw, dh) in zip(anchors.tolist(), deltas.tolist(), strict=True):
        x, y = p + (0.5 + dx) * (r - p), q + (0.5 + dy) * (s - q)
        w, h = (r - p) * math.exp(dw) / 2, (s - q) * math.exp(dh) / 2
        found.append((x - w, y - h, x + w, y + h))
    return _made(found, deltas)
