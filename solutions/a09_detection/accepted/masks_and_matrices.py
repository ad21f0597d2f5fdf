"""Whole matrices at once: one IoU table, masks of what is left, scatter instead of lists."""

import torch


def convert_boxes(boxes, source, target):
    boxes = as_floats(boxes)
    half = torch.eye(2, dtype=boxes.dtype, device=boxes.device)
    none = torch.zeros_like(half)

    def block(rows):
        return torch.cat([torch.cat(row, dim=1) for row in rows])

    to_corners = {
        "xyxy": block([[half, none], [none, half]]),
        "xywh": block([[half, none], [half, half]]),
        "cxcywh": block([[half, -half / 2], [half, half / 2]]),
    }
    from_corners = {
        "xyxy": to_corners["xyxy"],
        "xywh": block([[half, none], [-half, half]]),
        "cxcywh": block([[half / 2, half / 2], [-half, half]]),
    }
    try:
        matrix = from_corners[target] @ to_corners[source]
    except KeyError as error:
        raise ValueError(f"no such format: {error}") from None
    return boxes.clone() if source == target else boxes @ matrix.T


def _corners(a, b):
    a, b = as_floats(a), as_floats(b)
    return a.unsqueeze(1), b.unsqueeze(0)


def box_iou(a, b):
    p, q = _corners(a, b)
    size = torch.minimum(p[..., 2:], q[..., 2:]) - torch.maximum(p[..., :2], q[..., :2])
    shared = size.clamp(min=0).prod(-1)
    area_p, area_q = ((x[..., 2:] - x[..., :2]).clamp(min=0).prod(-1) for x in (p, q))
    union = area_p + area_q - shared
    positive = (shared > 0) & (area_p > 0) & (area_q > 0)
    return torch.where(positive, shared / torch.where(union > 0, union, 1), torch.zeros_like(union))


def generalized_box_iou(a, b):
    p, q = _corners(a, b)
    area_p, area_q = ((x[..., 2:] - x[..., :2]).clamp(min=0).prod(-1) for x in (p, q))
    iou = box_iou(a, b)
    size = torch.minimum(p[..., 2:], q[..., 2:]) - torch.maximum(p[..., :2], q[..., :2])
    union = area_p + area_q - size.clamp(min=0).prod(-1)
    outer = torch.maximum(p[..., 2:], q[..., 2:]) - torch.minimum(p[..., :2], q[..., :2])
    hull = outer.clamp(min=0).prod(-1)
    safe = hull.masked_fill(hull == 0, 1)
    return iou - ((hull - union) / safe).masked_fill(hull == 0, 0)


def nms(boxes, scores, iou_threshold):
    order = torch.argsort(scores, descending=True, stable=True)
    over = box_iou(boxes[order], boxes[order]) > iou_threshold
    kept = torch.ones(len(order), dtype=torch.bool, device=boxes.device)
    for i in range(len(order)):
        if kept[i]:
            later = over[i].clone()
            later[: i + 1] = False
            kept &= ~later
    return order[kept]


def batched_nms(boxes, scores, classes, iou_threshold):
    order = torch.argsort(scores, descending=True, stable=True)
    ranked = classes[order]
    over = box_iou(boxes[order], boxes[order]) > iou_threshold
    over &= ranked[:, None] == ranked[None, :]
    kept = torch.ones_like(ranked, dtype=torch.bool)
    for i in range(len(order)):
        if kept[i]:
            kept[i + 1 :] &= ~over[i, i + 1 :]
    return order[kept]


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    if method == "linear":
        iou = box_iou(boxes, boxes)
        factors = torch.where(iou > iou_threshold, 1 - iou, torch.ones_like(iou))
    elif method == "gaussian":
        factors = torch.exp(-box_iou(boxes, boxes).square() / sigma)
    else:
        raise ValueError(f"unknown method {method}")
    current, chosen, found = scores.clone(), [], []
    open_ = current >= score_threshold
    while bool(open_.any()):
        best = torch.where(open_, current, -torch.inf).argmax()
        chosen.append(best)
        found.append(current[best])
        open_[best] = False
        current = current * factors[best].to(current.dtype)
        open_ &= current >= score_threshold
    if not chosen:
        return torch.arange(0, device=boxes.device), current[:0].clone()
    return torch.stack(chosen), torch.stack(found)


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    down, along = as_pair(stride)
    rows, columns = as_pair(feature_size)
    full = {"dtype": torch.float64, "device": device}
    size = torch.tensor(list(sizes), **full)[:, None]
    root = torch.tensor(list(aspect_ratios), **full).sqrt()[None, :]
    width, height = (size / root).reshape(-1), (size * root).reshape(-1)
    cell = torch.arange(rows * columns, device=device)
    row = torch.div(cell, max(columns, 1), rounding_mode="floor")
    y, x = (row + 0.5) * down, (cell - row * columns + 0.5) * along
    sides = torch.stack([width, height], dim=1)[None]
    centres = torch.stack([x, y], dim=1).to(torch.float64)[:, None]
    return torch.cat([centres - sides / 2, centres + sides / 2], dim=2).reshape(-1, 4).to(dtype)


def encode_boxes(anchors, boxes):
    anchors, boxes = as_floats(anchors), as_floats(boxes)
    (a, b), (c, d) = anchors.split(2, dim=1), boxes.split(2, dim=1)
    return torch.hstack([((c + d) - (a + b)) / 2 / (b - a), (d - c).log() - (b - a).log()])


def decode_boxes(anchors, deltas):
    first, last = as_floats(anchors).chunk(2, dim=1)
    shift, stretch = deltas.chunk(2, dim=1)
    sides = last - first
    centre = (first + last) / 2 + shift * sides
    reach = sides * torch.exp(stretch) * 0.5
    return torch.cat((centre - reach, centre + reach), 1)
