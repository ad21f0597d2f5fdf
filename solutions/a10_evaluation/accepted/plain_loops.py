"""Everything in plain Python: lists, dicts, sorted(), and levels tried one by one."""

import numpy as np


def match_detections(boxes, scores, truths, iou_threshold=0.5):
    boxes, truths = as_boxes(boxes), as_boxes(truths)
    scores = as_scores(scores, len(boxes)).tolist()
    iou = box_iou(boxes, truths).tolist()
    taken, answer = {}, []
    for d in sorted(range(len(boxes)), key=scores.__getitem__, reverse=True):
        best = -1
        for t in range(len(truths)):
            good = iou[d][t] >= iou_threshold and t not in taken
            if good and (best < 0 or iou[d][t] >= iou[d][best]):
                best = t
        if best >= 0:
            taken[best] = d
    owner = {d: t for t, d in taken.items()}
    for d in range(len(boxes)):
        answer.append(owner.get(d, -1))
    return np.array(answer, dtype=np.int64)


def precision_recall_curve(scores, is_true_positive, n_ground_truth):
    scores = as_scores(scores, len(is_true_positive))
    found, precision, recall = 0, [], []
    queue = sorted(zip(scores, is_true_positive, strict=True), key=lambda pair: -pair[0])
    for seen, (_, hit) in enumerate(queue, 1):
        found += bool(hit)
        precision.append(found / seen)
        recall.append(found / n_ground_truth if n_ground_truth else 0.0)
    return np.array(precision, dtype=float), np.array(recall, dtype=float)


def average_precision(recall, precision, method):
    points = list(zip(recall, precision, strict=True))

    def best(level):
        return max((p for r, p in points if r >= level), default=0.0)

    if method == "voc11":
        return sum(best(k / 10) for k in range(11)) / 11
    if method == "coco101":
        return sum(best(level) for level in RECALL_LEVELS) / len(RECALL_LEVELS)
    if method == "all_points":
        area, before = 0.0, 0.0
        for r, _ in points:
            area += (r - before) * best(r)
            before = r
        return float(area)
    raise ValueError(method)
