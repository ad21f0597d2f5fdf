"""Masked arrays of IoU, lexsort, a comparison of all levels with all points, answers as lists."""

import numpy as np


def match_detections(boxes, scores, truths, iou_threshold=0.5):
    boxes, truths = as_boxes(boxes), as_boxes(truths)
    scores = as_scores(scores, len(boxes))
    iou = box_iou(boxes, truths)[:, ::-1]  # turned around, so that argmax finds the last
    answer = [-1] * len(boxes)
    for d in np.lexsort((np.arange(len(scores)), -scores)):
        if len(truths) and iou[d].max() >= iou_threshold:
            column = iou[d].argmax()
            answer[d] = len(truths) - 1 - int(column)
            iou[:, column] = -np.inf
    return answer


def precision_recall_curve(scores, is_true_positive, n_ground_truth):
    scores = as_scores(scores, len(is_true_positive))
    order = np.lexsort((np.arange(len(scores)), -scores))
    hits = np.asarray(is_true_positive, dtype=np.float64)[order]
    tp, fp = np.cumsum(hits), np.cumsum(1 - hits)
    recall = tp / n_ground_truth if n_ground_truth > 0 else 0.0 * tp
    return [tp / (tp + fp), recall]


def average_precision(recall, precision, method):
    levels = {"voc11": np.arange(11) / 10, "coco101": RECALL_LEVELS}
    if method == "all_points":
        steps = np.concatenate(([0.0], recall, [1.0]))
        heights = np.concatenate(([0.0], precision, [0.0]))
        for i in range(len(heights) - 1, 0, -1):
            heights[i - 1] = max(heights[i - 1], heights[i])
        moves = np.where(steps[1:] != steps[:-1])[0]
        return np.sum((steps[moves + 1] - steps[moves]) * heights[moves + 1])
    if method not in levels:
        raise ValueError("no such method")
    reached = np.asarray(recall)[None, :] >= levels[method][:, None]
    return np.where(reached, np.asarray(precision)[None, :], 0.0).max(axis=1, initial=0.0).mean()
