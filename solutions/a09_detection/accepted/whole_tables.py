"""All pairs in one table, masks for loops, columns by unbind; areas are not clamped."""


def convert_boxes(boxes, source, target):
    read = {
        "xyxy": lambda p, q: (p, q),
        "xywh": lambda p, q: (p, p + q),
        "cxcywh": lambda p, q: (p - 0.5 * q, p + 0.5 * q),
    }
    write = {
        "xyxy": lambda p, q: (p, q),
        "xywh": lambda p, q: (p, q - p),
        "cxcywh": lambda p, q: ((p + q) / 2, q - p),
    }
    if source not in read or target not in write:
        raise ValueError(f"{source} -> {target}")
    low, high = read[source](*as_floats(boxes).chunk(2, dim=1))
    return torch.hstack(write[target](low, high))


def box_iou(a, b):
    a, b = as_floats(a).unsqueeze(1), as_floats(b).unsqueeze(0)
    low, high = torch.max(a, b)[..., :2], torch.min(a, b)[..., 2:]
    shared = torch.relu(high - low).prod(-1)
    areas = [(x[..., 2] - x[..., 0]) * (x[..., 3] - x[..., 1]) for x in (a, b)]
    iou = shared / (areas[0] + areas[1] - shared)
    iou[iou.isnan()] = 0
    return iou


def generalized_box_iou(a, b):
    a, b = as_floats(a).unsqueeze(1), as_floats(b).unsqueeze(0)
    shared = (torch.min(a, b)[..., 2:] - torch.max(a, b)[..., :2]).clamp(min=0).prod(-1)
    around = (torch.max(a, b)[..., 2:] - torch.min(a, b)[..., :2]).clamp(min=0).prod(-1)
    union = sum((x[..., 2:] - x[..., :2]).clamp(min=0).prod(-1) for x in (a, b)) - shared
    zero = torch.tensor(0.0, dtype=a.dtype)
    giou = torch.where(union == 0, zero, shared / union) - 1 + union / around
    return torch.where(around == 0, zero, giou)


def _survivors(table, iou_threshold):
    alive = torch.ones(len(table), dtype=torch.bool)
    for i in range(len(table)):
        if alive[i]:
            alive[i + 1 :] &= ~(table[i, i + 1 :] > iou_threshold).cpu()
    return alive


def nms(boxes, scores, iou_threshold):
    order = torch.sort(scores, descending=True, stable=True).indices
    boxes = boxes[order]
    return order[_survivors(box_iou(boxes, boxes), iou_threshold)]


def batched_nms(boxes, scores, classes, iou_threshold):
    order = torch.argsort(scores, descending=True, stable=True)
    boxes, classes = boxes[order], classes[order]
    table = box_iou(boxes, boxes).masked_fill(classes[:, None] != classes, -1)
    return order[_survivors(table, iou_threshold)]


def soft_nms(boxes, scores, method="linear", iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    factors = box_iou(boxes, boxes)
    if method == "linear":
        factors = 1 - factors * (factors > iou_threshold)
    elif method == "gaussian":
        factors = (-factors.square() / sigma).exp()
    else:
        raise ValueError("no such method")
    now, done = scores.clone(), torch.zeros_like(scores, dtype=torch.bool)
    indices = torch.empty(len(scores), dtype=torch.int64, device=scores.device)
    values, count = torch.empty_like(scores), 0
    while True:
        waiting = ~done & (now >= score_threshold)
        if not waiting.any():
            return indices[:count], values[:count]
        best = int(torch.where(waiting, now, -1.0).argmax())
        indices[count], values[count], count = best, now[best], count + 1
        done[best] = True
        now = torch.where(done, now, now * factors[best])


def make_anchors(sizes, aspect_ratios, stride, feature_size, dtype=torch.float32, device=None):
    (rows, columns), (down, right) = as_pair(feature_size), as_pair(stride)
    size = torch.tensor([float(s) for s in sizes], dtype=torch.float64, device=device)
    ratio = torch.tensor([float(r) for r in aspect_ratios], dtype=torch.float64, device=device)
    height, width = size[:, None] * ratio.sqrt() / 2, size[:, None] * ratio.rsqrt() / 2
    y = down * torch.arange(rows, device=device)[:, None, None, None] + down / 2.0
    x = right * torch.arange(columns, device=device)[None, :, None, None] + right / 2.0
    y, x = y.double(), x.double()
    edges = torch.broadcast_tensors(x - width, y - height, x + width, y + height)
    return torch.stack(edges, dim=-1).to(dtype).reshape(-1, 4)


def encode_boxes(anchors, boxes):
    left, top, right, bottom = as_floats(anchors).unbind(1)
    x1, y1, x2, y2 = as_floats(boxes).unbind(1)
    across, along = right - left, bottom - top
    dx, dy = (x1 - left + x2 - right) / (2 * across), (y1 - top + y2 - bottom) / (2 * along)
    dw, dh = (x2 - x1).log() - across.log(), (y2 - y1).log() - along.log()
    return torch.stack((dx, dy, dw, dh), dim=-1)


def decode_boxes(anchors, deltas):
    low, high = as_floats(anchors).split(2, dim=1)
    side, middle = high - low, torch.lerp(low, high, 0.5)
    middle = torch.addcmul(middle, deltas[:, :2], side)
    half = side * deltas[:, 2:].exp() / 2
    return torch.column_stack((middle - half, middle + half))
