"""The figures from the functions before: match what is in the range, then what is ignored."""

import numpy as np


def mean_average_precision(predictions, targets, iou_thresholds=IOU_THRESHOLDS):
    predictions, targets = as_images(predictions, targets)
    thresholds = [float(t) for t in iou_thresholds]
    labels = sorted({int(label) for target in targets for label in target["labels"]})

    def gather(label, low, high, threshold, limit):
        scores, hits, sought = [], [], 0
        for prediction, target in zip(predictions, targets, strict=True):
            mine = prediction["labels"] == label
            boxes, marks = prediction["boxes"][mine], prediction["scores"][mine]
            first = np.argsort(-marks, kind="stable")[:limit]
            boxes, marks = boxes[first], marks[first]
            truths = target["boxes"][target["labels"] == label]
            inside = (box_area(truths) >= low) & (box_area(truths) <= high)
            sought += int(inside.sum())
            hit = match_detections(boxes, marks, truths[inside], threshold) >= 0
            counts = (box_area(boxes) >= low) & (box_area(boxes) <= high) | hit
            rest = ~hit
            ignored = match_detections(boxes[rest], marks[rest], truths[~inside], threshold) >= 0
            counts[np.flatnonzero(rest)[ignored]] = False
            scores += marks[counts].tolist()
            hits += hit[counts].tolist()
        return np.array(scores), np.array(hits, dtype=bool), sought

    def figure(kind, size="all", limit=100, only=None):
        values = []
        for label in labels:
            for threshold in thresholds:
                if only is not None and threshold != only:
                    continue
                scores, hits, sought = gather(label, *AREA_RANGES[size], threshold, limit)
                if not sought:
                    continue
                precision, recall = precision_recall_curve(scores, hits, sought)
                if kind == "AP":
                    values.append(average_precision(recall, precision, "coco101"))
                else:
                    values.append(hits.sum() / sought)
        return np.mean(values) if values else -1.0

    result = {kind + size[0]: figure(kind, size) for kind in ("AP", "AR") for size in AREA_RANGES}
    del result["APa"], result["ARa"]
    result |= {f"AR{limit}": figure("AR", limit=limit) for limit in (1, 10, 100)}
    return result | {
        "AP": figure("AP"),
        "AP50": figure("AP", only=0.5),
        "AP75": figure("AP", only=0.75),
    }
