"""Boxes of a detector with torch: formats, overlap, suppression, anchors, deltas.

Everywhere: a box is (x1, y1, x2, y2) unless a format says otherwise, its left, upper, right and
lower edge in pixels; x grows to the right and y downwards. Edges are real numbers, so a box is
x2 - x1 wide. Boxes and scores are float32 or float64, both of the same; results have their dtype
and lie on their device, whichever torch's default device is. Integer boxes count as float32. Inputs
are never changed, and results never share memory with them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence


# given
def as_floats(boxes: Tensor) -> Tensor:
    """The boxes themselves where they hold floats; integers of any type as float32."""
    return boxes if boxes.is_floating_point() else boxes.float()


def as_pair(value: int | Sequence[int]) -> tuple[int, int]:
    """(rows, columns) of an int or of a pair, in any integer type or sequence."""
    try:
        rows, columns = value
    except TypeError:
        rows = columns = value
    return int(rows), int(columns)


# end given


def convert_boxes(boxes: Tensor, source: str, target: str) -> Tensor:
    """Write boxes in another format.

    boxes: float32, float64 or integer (n, 4), in the format `source`; n may be 0
    source, target: "xyxy": left, upper, right, lower edge; "xywh": left and upper edge, width,
        height; "cxcywh": centre, width, height
    returns: the same boxes in the format `target`, (n, 4), dtype of boxes (integer: float32)

    Always a new tensor, also where the formats are the same.
    Raises ValueError where source or target is none of the three.
    Source: handout, "Box formats".
    """
    # Your turn: read the edges out of one format, and write them in the other.
    # given
    boxes = as_floats(boxes)
    # end given
    for name in (source, target):
        if name not in ("xyxy", "xywh", "cxcywh"):
            raise ValueError(f'a format is "xyxy", "xywh" or "cxcywh", but this one is {name!r}')
    if source == target:
        return boxes.clone()
    first, second = boxes[:, :2], boxes[:, 2:]
    if source == "cxcywh":
        first = first - second / 2
    size = second - first if source == "xyxy" else second
    if target == "cxcywh":
        return torch.cat([first + size / 2, size], dim=1)
    return torch.cat([first, size if target == "xywh" else first + size], dim=1)


def box_iou(a: Tensor, b: Tensor) -> Tensor:
    """Divide what two boxes share by what they cover together, for each pair.

    a: boxes, float32, float64 or integer (n, 4)
    b: boxes of the same dtype (m, 4); n and m may be 0
    returns: IoU between 0 and 1, (n, m), dtype of the boxes (integer: float32)

    Row i holds the IoU of a[i] with every box of b. Boxes that only touch share nothing. A box
    without area, where x2 <= x1 or y2 <= y1, has an IoU of 0 with every box, itself included. The
    IoU does not depend on the unit: boxes of 1e-6 pixels are boxes.
    Source: handout, "Intersection over union".
    """
    # Your turn: the shared area of each pair, then the area of each union.
    # given
    a, b = as_floats(a), as_floats(b)
    # end given
    b, iou = _edgewise(b), a.new_empty(len(a), len(b))
    # So many rows at a time that each step finds in the cache what the one before it wrote.
    rows = max(1, _rows(a, len(b)))
    for start in range(0, len(a), rows):
        iou[start : start + rows] = _iou(a[start : start + rows], b)
    return iou


def generalized_box_iou(a: Tensor, b: Tensor) -> Tensor:
    """Lower the IoU by the empty part of the box around both, for each pair.

    a: boxes, float32, float64 or integer (n, 4)
    b: boxes of the same dtype (m, 4); n and m may be 0
    returns: IoU - (enclosing area - union) / enclosing area, between -1 and 1, (n, m), dtype of
        the boxes (integer: float32)

    The enclosing box reaches from the smaller x1 and y1 to the larger x2 and y2. A box where
    x2 <= x1 or y2 <= y1 has area 0, and IoU 0 with every box. Where the enclosing box has no area
    either, the result is 0.
    Source: Rezatofighi et al. 2019, Generalized intersection over union, algorithm 1.
    """
    # Your turn: the box around each pair; how much of it does neither box cover?
    # given
    a, b = as_floats(a), as_floats(b)
    # end given
    shared = _shared_area(a, b)
    union = _area(a)[:, None] + _area(b) - shared
    low, high = torch.minimum(a[:, None, :2], b[:, :2]), torch.maximum(a[:, None, 2:], b[:, 2:])
    around = (high - low).clamp(min=0).prod(dim=2)
    empty = torch.where(around > 0, (around - union) / around, 0.0)
    return torch.where(shared > 0, shared / union, 0.0) - empty


def nms(boxes: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
    """Keep the best box of each heap: greedy non-maximum suppression.

    boxes: float32, float64 or integer (n, 4); n may be 0
    scores: any numbers, infinite ones as well, float32 or float64 (n,)
    iou_threshold: between 0 and 1
    returns: indices of the kept boxes, int64 (kept,), by falling score

    Boxes take their turn by falling score. One is kept unless its IoU with a box kept before is
    above the threshold; an IoU equal to it is not above. A box that is not kept suppresses nothing.
    Of equal scores the lower index comes first. NaN counts as higher than every number, infinity
    included, as in torch.sort. A box without area, where x2 <= x1 or y2 <= y1, has IoU 0 with every
    box: it is kept and suppresses nothing.
    Source: handout, "Non-maximum suppression"; the conventions are those of torchvision.ops.nms.
    """
    # Your turn: sort, keep the first, drop what overlaps it too much, and so on.
    # given
    boxes = as_floats(boxes)
    # end given
    boxes, columns = boxes.detach(), 1024
    block = _rows(boxes, columns)
    waiting = scores.argsort(descending=True, stable=True)
    kept = [waiting[:0]]
    while len(waiting):
        head, waiting = waiting[:block], waiting[block:]
        best = _edgewise(boxes[head])
        survives = _greedy(_iou(best, best).gt_(iou_threshold))
        head, best = head[survives], best[survives]
        kept.append(head)
        # Part by part, as in box_iou.
        parts = waiting.split(columns)
        over = [_iou(best, _edgewise(boxes[part])).gt_(iou_threshold).amax(dim=0) for part in parts]
        waiting = waiting[torch.cat(over) == 0]
    return torch.cat(kept)


def batched_nms(boxes: Tensor, scores: Tensor, classes: Tensor, iou_threshold: float) -> Tensor:
    """Suppress boxes by boxes of their own class alone.

    boxes: float32, float64 or integer (n, 4); n may be 0
    scores: any numbers, infinite ones as well, float32 or float64 (n,)
    classes: one class of each box, any int64 (n,), also negative or huge
    iou_threshold: between 0 and 1
    returns: indices of the kept boxes of all classes, int64 (kept,), by falling score

    What is kept is exactly what nms keeps of each class by itself, whatever the coordinates:
    negative, huge, or both. Equal scores, NaN and boxes without area count as in nms.
    Source: handout, "One suppression for each class".
    """
    # Your turn: no class may disturb another, and rounding may not either.
    boxes = as_floats(boxes).detach()
    # The last box stands for none at all: it is flat, so it has no say.
    boxes = torch.cat([boxes, boxes.new_zeros(1, 4)])
    order = scores.argsort(descending=True, stable=True)
    by_class = order[classes[order].argsort(stable=True)]
    counts = classes[by_class].unique_consecutive(return_counts=True)[1].tolist()
    kept = torch.zeros(len(boxes), dtype=torch.bool, device=boxes.device)
    left = sorted(by_class.split(counts), key=len, reverse=True)
    while left:
        # Classes of like size side by side, one in a row: a step for each would take longer.
        large = left[0]
        rows = _rows(boxes, len(large) ** 2)
        if rows:
            table = pad_sequence(left[:rows], batch_first=True, padding_value=-1)
            sides = _edgewise(boxes[table])
            kept[table] = _greedy(_iou(sides, sides).gt_(iou_threshold))
        else:
            kept[large[nms(boxes[large], scores[large], iou_threshold)]] = True
        left = left[max(rows, 1) :]
    return order[kept[order]]


def soft_nms(
    boxes: Tensor,
    scores: Tensor,
    method: str = "linear",
    iou_threshold: float = 0.3,
    sigma: float = 0.5,
    score_threshold: float = 0.001,
) -> tuple[Tensor, Tensor]:
    """Lower the scores of overlapping boxes instead of dropping them.

    boxes: float32, float64 or integer (n, 4); n may be 0
    scores: float32 or float64 (n,)
    method: "linear" or "gaussian"
    iou_threshold: of "linear" alone, between 0 and 1
    sigma: of "gaussian" alone, above 0
    score_threshold: above 0
    returns: indices of the selected boxes, int64 (selected,), and the scores with which they were
        selected, dtype of scores (selected,); both in the order of selection, by falling score

    Round by round: drop every box whose score is below score_threshold, one equal to it stays;
    select the box of the highest score among those left, of equals the lower index; multiply the
    score of every box not yet selected by a factor that depends on its IoU with that box.
    "linear": 1 - IoU where the IoU is above iou_threshold, else 1. "gaussian": exp(-IoU^2 / sigma),
    everywhere. It ends where no box is left. A NaN score is below every threshold.
    Raises ValueError for any other method.
    Source: Bodla et al. 2017, Soft-NMS: improving object detection with one line of code,
    section 3, figure 2.
    """
    # Your turn: drop, select, lower the scores of the rest; repeat.
    # given
    boxes = as_floats(boxes)
    # end given
    if method not in ("linear", "gaussian"):
        raise ValueError(f'method must be "linear" or "gaussian", but is {method!r}')
    left = torch.arange(len(boxes), device=boxes.device)
    current = scores.clone()
    indices, decayed = [left[:0]], [current[:0]]
    alive = current >= score_threshold
    while alive.any():
        left, current = left[alive], current[alive]
        best = current.argmax(dim=0, keepdim=True)
        indices.append(left[best])
        decayed.append(current[best])
        iou = box_iou(boxes[left[best]], boxes[left])[0]
        if method == "linear":
            factor = torch.where(iou > iou_threshold, 1 - iou, 1.0)
        else:
            factor = torch.exp(-(iou**2) / sigma)
        current = current * factor
        alive = current >= score_threshold
        alive[best] = False
    return torch.cat(indices), torch.cat(decayed)


def make_anchors(
    sizes: Sequence[float],
    aspect_ratios: Sequence[float],
    stride: int | Sequence[int],
    feature_size: int | Sequence[int],
    dtype: torch.dtype = torch.float32,
    device: torch.device | str | None = None,
) -> Tensor:
    """Lay boxes of every size and shape over every cell of a feature map.

    sizes: sequence of numbers above 0, in pixels: the root of an anchor's area
    aspect_ratios: sequence of numbers above 0: an anchor's height / width
    stride: pixels from one cell to the next, an int of any integer type, or (rows, columns)
    feature_size: cells of the feature map, an int of any integer type, or (rows, columns); may be 0
    dtype, device: of the result; device None is torch's default device
    returns: anchors (x1, y1, x2, y2), dtype (rows * columns * k, 4), where k is
        len(sizes) * len(aspect_ratios)

    The cell in row i and column j has its centre at x = (j + 0.5) * column stride and
    y = (i + 0.5) * row stride. Order: row by row, in a row column by column, in a cell size by
    size, for a size ratio by ratio, both as given. Anchors may reach beyond the image.
    Source: handout, "Anchors"; Ren et al. 2015, Faster R-CNN, section 3.1.1.
    """
    # Your turn: the shapes of one cell, then the centres of all cells.
    # given
    step_y, step_x = as_pair(stride)
    rows, columns = as_pair(feature_size)
    # end given
    sides = [(s / math.sqrt(r), s * math.sqrt(r)) for s in sizes for r in aspect_ratios]
    shapes = [(-w / 2, -h / 2, w / 2, h / 2) for w, h in sides]
    y = (torch.arange(rows, dtype=dtype, device=device) + 0.5) * step_y
    x = (torch.arange(columns, dtype=dtype, device=device) + 0.5) * step_x
    y, x = torch.meshgrid(y, x, indexing="ij")
    centres = torch.stack([x, y, x, y], dim=2)
    shapes = torch.tensor(shapes, dtype=dtype, device=device)
    return (centres[:, :, None] + shapes).reshape(-1, 4)


def encode_boxes(anchors: Tensor, boxes: Tensor) -> Tensor:
    """Say how each anchor must be moved and stretched to become its box.

    anchors: float32, float64 or integer (n, 4), sides above 0; n may be 0
    boxes: one box for each anchor, same dtype (n, 4)
    returns: deltas (dx, dy, dw, dh), (n, 4), dtype of the boxes (integer: float32)

    dx and dy: from the anchor's centre to the box's, in widths and heights of the anchor. dw and
    dh: the natural logarithm of the box's width (height) divided by the anchor's. No weights, no
    mean, nothing is clamped: a box without width has dw = -infinity, one without height dh.
    Source: Girshick et al. 2014, Rich feature hierarchies (R-CNN), appendix C, equations 6 to 9.
    """
    # Your turn: centres and sides of both, then the four differences.
    anchors = convert_boxes(anchors, "xyxy", "cxcywh")
    boxes = convert_boxes(boxes, "xyxy", "cxcywh")
    shift = (boxes[:, :2] - anchors[:, :2]) / anchors[:, 2:]
    return torch.cat([shift, torch.log(boxes[:, 2:] / anchors[:, 2:])], dim=1)


def decode_boxes(anchors: Tensor, deltas: Tensor) -> Tensor:
    """Move and stretch each anchor by its deltas: the inverse of encode_boxes.

    anchors: float32, float64 or integer (n, 4), sides above 0; n may be 0
    deltas: (dx, dy, dw, dh) for each anchor, float32 or float64, as the anchors are (n, 4)
    returns: boxes (x1, y1, x2, y2), dtype of deltas (n, 4)

    The meaning of the deltas is that of encode_boxes. Nothing is clamped, neither deltas nor boxes:
    the result may reach beyond the image. A dw of -infinity gives a box without width.
    Source: Girshick et al. 2014, Rich feature hierarchies (R-CNN), appendix C, equations 1 to 4.
    """
    # Your turn: where the centre goes, how long the sides get, and back to edges.
    anchors = convert_boxes(anchors, "xyxy", "cxcywh")
    centres = anchors[:, :2] + deltas[:, :2] * anchors[:, 2:]
    sides = anchors[:, 2:] * torch.exp(deltas[:, 2:])
    return convert_boxes(torch.cat([centres, sides], dim=1), "cxcywh", "xyxy")


def _rows(boxes: Tensor, columns: int) -> int:
    """How many rows of so many pairs one step takes. It decides speed alone.

    As many as a processor's cache holds; a GPU wants fewer, larger steps.
    """
    pairs = 131_072 if boxes.device.type == "cpu" else 4_194_304
    return pairs // max(1, columns)


def _edgewise(boxes: Tensor) -> Tensor:
    """The same boxes (..., n, 4), edge by edge in memory: so pairs read them fastest."""
    return boxes.movedim(-1, 0).contiguous().movedim(0, -1)


def _area(boxes: Tensor) -> Tensor:
    """Area of each box, (...); 0 where an edge lies on the wrong side of the other."""
    x1, y1, x2, y2 = boxes.unbind(dim=-1)
    return (x2 - x1).clamp(min=0) * (y2 - y1).clamp(min=0)


def _shared_area(a: Tensor, b: Tensor) -> Tensor:
    """Area of each intersection, (..., n, m), where a is (..., n, 4) and b (..., m, 4).

    Axis by axis and in place: as few passes over the pairs as possible.
    """
    left, top, right, bottom = a[..., :, None, :].unbind(dim=-1)
    x1, y1, x2, y2 = b[..., None, :, :].unbind(dim=-1)
    width = torch.minimum(right, x2).sub_(torch.maximum(left, x1)).clamp_(min=0)
    height = torch.minimum(bottom, y2).sub_(torch.maximum(top, y1)).clamp_(min=0)
    return width.mul_(height)


def _iou(a: Tensor, b: Tensor) -> Tensor:
    """IoU of each pair, (..., n, m), where a is (..., n, 4) and b (..., m, 4)."""
    shared = _shared_area(a, b)
    # A flat box shares nothing, so any area will do for it but 0: 0 / 0 is NaN.
    area = _area(b)
    area = torch.where(area > 0, area, 1.0)
    union = (_area(a)[..., :, None] + area[..., None, :]).sub_(shared)
    return shared.div_(union)


def _greedy(over: Tensor) -> Tensor:
    """Which boxes survive, bool (..., n); over[..., i, j] is 1 where i would suppress j, else 0.

    Boxes come by falling score. Box 0 is right from the start, and each round makes at least one
    more right for good. Numbers instead of truth values, since the rounds are matrix products.
    """
    over = over.triu_(diagonal=1)
    survives = torch.ones_like(over[..., :1, :])
    while True:
        after = (survives @ over).eq_(0)
        if after.equal(survives):
            return survives[..., 0, :].bool()
        survives = after
