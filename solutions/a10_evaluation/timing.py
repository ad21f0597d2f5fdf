"""What is timed: COCO's twelve figures beside pycocotools and its faster rewrite.

All begin with boxes in memory, in the form that each wants. Coordinates are whole pixels: areas
are exact, and no rounding decides a match.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.timing.cases import Case, Thunk, Work

Array = np.ndarray
Image = dict[str, Array]
NAMES = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl")
CLASSES = 10
TRUTHS, DETECTIONS = 10, 30  # of an image
THRESHOLDS, RANGES, LEVELS = 10, 4, 101


def boxes(rng: np.random.Generator, count: int) -> Array:
    """Boxes of 8 to 150 pixels, so that all ranges of area have some; float64 (count, 4)."""
    corners = rng.integers(0, 500, (count, 2))
    return np.concatenate([corners, corners + rng.integers(8, 150, (count, 2))], 1).astype(float)


def inputs(rng: np.random.Generator, device: str, images: int) -> tuple[list[Image], list[Image]]:
    """Predictions and targets: most detections lie near a truth."""
    predictions, targets = [], []
    scores = (rng.permutation(images * DETECTIONS) + 1) / (images * DETECTIONS)
    for own in scores.reshape(images, DETECTIONS):
        truths, labels = boxes(rng, TRUTHS), rng.integers(1, CLASSES + 1, TRUTHS)
        near = rng.integers(TRUTHS, size=DETECTIONS)
        found = truths[near] + rng.integers(-3, 4, (DETECTIONS, 4))
        targets.append({"boxes": truths, "labels": labels})
        predictions.append({"boxes": found, "labels": labels[near], "scores": own})
    return predictions, targets


def work(images: int) -> Work:
    """A pair of the same class meets once; each detection is ranked and summed up."""
    pairs = images * TRUTHS * DETECTIONS / CLASSES
    ranked = images * DETECTIONS * THRESHOLDS * RANGES
    levels = CLASSES * THRESHOLDS * RANGES * LEVELS
    numbers = images * (4 * TRUTHS + TRUTHS + 4 * DETECTIONS + 2 * DETECTIONS)
    return Work(operations=13 * pairs + 3 * ranked + levels, bytes=8 * numbers)


def as_coco(images: Sequence[Image]) -> dict[str, Any]:
    """COCO's JSON. Ids begin at 1: a 0 means "no match" there."""
    annotations: list[dict[str, Any]] = []
    for number, image in enumerate(images, 1):
        for k, (x1, y1, x2, y2) in enumerate(image["boxes"].tolist()):
            box = [x1, y1, x2 - x1, y2 - y1]
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": number,
                    "category_id": int(image["labels"][k]),
                    "bbox": box,
                    "area": box[2] * box[3],
                    "iscrowd": 0,
                    "score": float(image.get("scores", image["labels"])[k]),
                }
            )
    return {
        "images": [{"id": number} for number in range(1, len(images) + 1)],
        "annotations": annotations,
        "categories": [{"id": label} for label in range(1, CLASSES + 1)],
    }


def indexed(coco: Callable[[], Any], images: Sequence[Image]) -> Any:
    """A data set of either library."""
    data = coco()
    data.dataset = as_coco(images)
    data.createIndex()
    return data


def figures(run: Any) -> dict[str, float]:
    """The three steps of either library's evaluation."""
    run.evaluate()
    run.accumulate()
    run.summarize()
    return dict(zip(NAMES, map(float, run.stats), strict=False))


def quietly(thunk: Thunk) -> Thunk:
    """The thunk without what it prints."""

    def run() -> Any:
        with contextlib.redirect_stdout(io.StringIO()):
            return thunk()

    return run


def pycocotools(predictions: Sequence[Image], targets: Sequence[Image]) -> Thunk:
    """The original."""
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    with contextlib.redirect_stdout(io.StringIO()):
        truth, found = indexed(COCO, targets), indexed(COCO, predictions)
    return quietly(lambda: figures(COCOeval(truth, found, "bbox")))


def faster_coco_eval(predictions: Sequence[Image], targets: Sequence[Image]) -> Thunk:
    """The rewrite in C++."""
    from faster_coco_eval import COCO, COCOeval_faster

    truth, found = indexed(COCO, targets), indexed(COCO, predictions)
    return quietly(lambda: figures(COCOeval_faster(truth, found, "bbox")))


CASES = (
    Case(
        exercise="mean_average_precision",
        sizes={
            f"{images * DETECTIONS:,} boxes": {"images": images} for images in (4, 34, 334, 3334)
        },
        inputs=inputs,
        work=work,
        peers={"pycocotools": pycocotools, "faster-coco-eval": faster_coco_eval},
        tolerance=1e-9,
        dtype="float64",
        devices=("cpu",),
        memory=lambda images: 200_000 * images,  # a dict for each box, twice, and their matches
    ),
)
