"""How good is a detector? From boxes and scores to the figures of the COCO benchmark.

Everywhere: boxes are float64 (count, 4), each x1, y1, x2, y2 in pixels with x1 <= x2 and y1 <= y2.
Scores are float64; the higher, the surer. Inputs are never changed, and results never share memory
with them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# given
Array = np.ndarray
Image = dict[str, Array]

IOU_THRESHOLDS = tuple(np.linspace(0.5, 0.95, 10).tolist())
RECALL_LEVELS = np.linspace(0.0, 1.0, 101)
# Smallest and largest area in square pixels; both belong to the range.
AREA_RANGES = {
    "all": (0.0, 1e10),
    "small": (0.0, 32.0**2),
    "medium": (32.0**2, 96.0**2),
    "large": (96.0**2, 1e10),
}


def as_boxes(boxes: Array) -> Array:
    """Give the boxes as float64 (count, 4).

    Raises ValueError for other shapes, NaN, and boxes with x1 > x2 or y1 > y2.
    """
    boxes = np.asarray(boxes, dtype=np.float64)
    boxes = boxes.reshape(0, 4) if boxes.size == 0 else boxes
    if boxes.ndim != 2 or boxes.shape[1] != 4:
        raise ValueError(f"boxes must have shape (count, 4), but have {boxes.shape}")
    if not (boxes[:, :2] <= boxes[:, 2:]).all():
        raise ValueError("every box needs x1 <= x2 and y1 <= y2, and no NaN")
    return boxes


def as_scores(scores: Array, count: int) -> Array:
    """Give the scores as float64 (count,).

    Raises ValueError for another number of scores, and for NaN, which has no place in an order.
    """
    scores = np.asarray(scores, dtype=np.float64)
    if scores.shape != (count,):
        raise ValueError(f"there must be {count} scores, but their shape is {scores.shape}")
    if np.isnan(scores).any():
        raise ValueError("a score is NaN")
    return scores


def as_images(predictions: Sequence[Image], targets: Sequence[Image]) -> tuple[list, list]:
    """Give predictions and targets as lists of dicts of arrays.

    Raises ValueError where their lengths differ, where an image has not one label (and score) per
    box, and where as_boxes and as_scores do.
    """
    if len(predictions) != len(targets):
        raise ValueError(f"{len(predictions)} images have predictions, {len(targets)} have targets")
    images = []
    for image in (*predictions, *targets):
        boxes, labels = as_boxes(image["boxes"]), np.asarray(image["labels"], dtype=np.int64)
        if labels.shape != (len(boxes),):
            raise ValueError(f"{len(boxes)} boxes have labels of shape {labels.shape}")
        images.append({"boxes": boxes, "labels": labels})
    for image, given in zip(images, predictions, strict=False):
        image["scores"] = as_scores(given["scores"], len(image["boxes"]))
    return images[: len(predictions)], images[len(predictions) :]


def box_area(boxes: Array) -> Array:
    """Width times height, float64 (count,)."""
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def box_iou(boxes: Array, others: Array) -> Array:
    """Intersection over union of each box with each other one, float64 (boxes, others).

    A box without area has IoU 0 with every box.
    """
    start = np.maximum(boxes[:, None, :2], others[None, :, :2])
    sides = np.clip(np.minimum(boxes[:, None, 2:], others[None, :, 2:]) - start, 0.0, None)
    shared = sides[..., 0] * sides[..., 1]
    union = box_area(boxes)[:, None] + box_area(others) - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=shared > 0)


# end given


def match_detections(
    boxes: Array, scores: Array, truths: Array, iou_threshold: float = 0.5
) -> Array:
    """Give each detection of one class in one image the truth that it has found, if any.

    boxes: detections, float64 (detections, 4)
    scores: float64 (detections,), in no particular order
    truths: the boxes that should be found, float64 (truths, 4)
    iou_threshold: greater than 0, at most 1
    returns: int64 (detections,), in the order of boxes: the index of its truth, or -1

    The detections choose one after the other, the highest score first; equal scores in the order
    given. Each takes, of the truths that are still free, the one of highest IoU, if that is at or
    above iou_threshold. Of truths with equal IoU it takes the last.
    No truths: all -1. No detections: an empty array.
    Raises ValueError where as_boxes and as_scores do: NaN, inverted boxes, one score too few.
    Source: the rule, and that for ties, is pycocotools' (COCOeval.evaluateImg).
    """
    # Your turn: let the detections choose in turn, and remember which truths are taken.
    # given
    boxes, truths = as_boxes(boxes), as_boxes(truths)
    scores = as_scores(scores, len(boxes))
    # end given
    raise NotImplementedError("match_detections")


def precision_recall_curve(
    scores: Array, is_true_positive: Array, n_ground_truth: int
) -> tuple[Array, Array]:
    """Give precision and recall after each detection, from the surest to the least sure.

    scores: float64 (detections,), in no particular order
    is_true_positive: whether each detection has found a truth, bool (detections,)
    n_ground_truth: how many truths there are to find, an integer of at least 0
    returns: (precision, recall), each float64 (detections,)

    Element k counts the k + 1 detections of highest score: precision is the share of them that are
    true positives, recall their true positives divided by n_ground_truth. Equal scores stay in the
    order given, and each detection is a point of its own. Nothing is smoothed.
    No detections: two empty arrays. No truths: recall is 0 everywhere.
    Raises ValueError where as_scores does: NaN scores, and not one score per detection.
    """
    # Your turn: sort, count the true positives so far, and divide.
    # given
    hits = np.asarray(is_true_positive, dtype=bool)
    scores = as_scores(scores, len(hits))
    # end given
    raise NotImplementedError("precision_recall_curve")


def average_precision(recall: Array, precision: Array, method: str) -> float:
    """Sum up a precision-recall curve in one number.

    recall: of the curve's points, float64 (points,), never falling, between 0 and 1
    precision: of the same points, float64 (points,), between 0 and 1
    method: "voc11", "all_points" or "coco101"
    returns: a float between 0 and 1; 0.0 for a curve without points

    Let p(r) be the largest precision of all points whose recall is at least r, and 0 where there
    is no such point.
    "voc11": the mean of p(r) over r = 0, 0.1, ..., 1
    "all_points": the area under p(r) for r from 0 to 1
    "coco101": the mean of p(r) over r in RECALL_LEVELS
    Raises ValueError for any other method.
    Source: Everingham et al. 2010, section 4.2 (voc11); the VOC 2010 development kit (all_points);
    pycocotools (coco101).
    """
    # Your turn: smooth the curve from its end, then sum up.
    # given
    if method not in ("voc11", "all_points", "coco101"):
        raise ValueError(f'method must be "voc11", "all_points" or "coco101", but is {method!r}')
    recall, precision = np.asarray(recall), np.asarray(precision)
    # end given
    raise NotImplementedError("average_precision")


def mean_average_precision(
    predictions: Sequence[Image],
    targets: Sequence[Image],
    iou_thresholds: Sequence[float] = IOU_THRESHOLDS,
) -> dict[str, float]:
    """Compute the twelve figures of the COCO benchmark.

    predictions: one dict per image: "boxes" float64 (detections, 4), "scores" float64
        (detections,), "labels" integers (detections,)
    targets: one dict per image, in the same order: "boxes" float64 (truths, 4), "labels" integers
        (truths,)
    iou_thresholds: sequence of floats, each greater than 0 and at most 1
    returns: a dict of floats: AP, AP50, AP75, APs, APm, APl, AR1, AR10, AR100, ARs, ARm, ARl

    Matching is match_detections', for each image, class and threshold by itself. Detections beyond
    the 100 of highest score of an image and class are left out (of equal scores the first stay).
    The curve of a class is over all images: by falling score, equal scores in the order of the
    images, in an image in the order given. Its AP is "coco101", its AR the recall at the end.

    AP:   mean over classes and thresholds; AP50 and AP75: at that threshold alone
    AR1, AR10, AR100: mean AR over classes and thresholds, where only the 1, 10 or 100 highest
          scores of each image and class count
    s, m, l: AP and AR100 for truths with an area in AREA_RANGES "small", "medium", "large"
          (without letter: "all"). Truths of other areas are ignored, which means: a detection takes
          one only if it finds no free truth in the range at or above the threshold, and then does
          not count. Nor does a detection without a match whose own area is out of the range. All
          others count, whatever their area.

    Classes that have no truth (in the range) are left out of a mean. A figure without any class is
    -1.0; so are AP50 and AP75 where iou_thresholds holds no 0.5 or 0.75. Labels need not be
    consecutive.
    Raises ValueError where as_images does: NaN scores, inverted boxes, lengths that differ.
    Source: cocodataset.org, "Detection evaluation"; all numbers are those of pycocotools without
    crowds.
    """
    # Your turn: match in every image, gather each class over all images, and average.
    # given
    predictions, targets = as_images(predictions, targets)
    thresholds = np.asarray(iou_thresholds, dtype=np.float64)
    # end given
    raise NotImplementedError("mean_average_precision")
