"""Hidden tests: COCO's twelve figures, against pycocotools."""

from __future__ import annotations

import contextlib
import io

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from autograder.feedback import expect

figures = pytest.mark.exercise("mean_average_precision")

NAMES = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl")


def coco(images):
    """Put images into pycocotools' form. Ids begin at 1: it takes a 0 for "no match"."""
    data, annotations = COCO(), []
    for number, image in enumerate(images, 1):
        for k, (x1, y1, x2, y2) in enumerate(image["boxes"].tolist()):
            box = [x1, y1, x2 - x1, y2 - y1]
            annotation = {"bbox": box, "area": box[2] * box[3], "iscrowd": 0, "image_id": number}
            annotation["category_id"] = int(image["labels"][k])
            annotation["score"] = float(image.get("scores", image["labels"])[k])
            annotations.append({**annotation, "id": len(annotations) + 1})
    labels = sorted({annotation["category_id"] for annotation in annotations})
    data.dataset = {
        "images": [{"id": number} for number in range(1, len(images) + 1)],
        "annotations": annotations,
        "categories": [{"id": label} for label in labels],
    }
    data.createIndex()
    return data


def expected(predictions, targets, thresholds=None):
    """Ask pycocotools."""
    with contextlib.redirect_stdout(io.StringIO()):
        run = COCOeval(coco(targets), coco(predictions), "bbox")
        if thresholds is not None:
            run.params.iouThrs = np.array(thresholds)
        run.evaluate()
        run.accumulate()
        run.summarize()
    return dict(zip(NAMES, run.stats.tolist(), strict=True))


def compare(student, predictions, targets, *thresholds):
    """All twelve figures, to 1e-9."""
    answer = student.mean_average_precision(predictions, targets, *thresholds)
    expect(answer).close_to(expected(predictions, targets, *thresholds), rtol=0, atol=1e-9)


def image(rows, labels, scores=None):
    """Make one image's dict: of a target, or with scores of a prediction."""
    rows = np.array(rows, dtype=np.float64).reshape(-1, 4)
    made = {"boxes": rows, "labels": np.array(labels, dtype=np.int64)}
    return made if scores is None else {**made, "scores": np.array(scores, dtype=np.float64)}


def scene(rng, n_truths, n_detections, labels=(1, 2, 3), spread=0.12, sides=(12, 160)):
    """Draw one image: objects of all sizes, and detections near them, some of a wrong class."""
    start, size = (
        rng.uniform(0, 150, (n_truths, 2)),
        np.exp(rng.uniform(*np.log(sides), (n_truths, 2))),
    )
    truths, classes = np.hstack([start, start + size]), rng.choice(labels, n_truths)
    if n_truths == 0:
        start = rng.uniform(0, 150, (n_detections, 2))
        found = np.hstack([start, start + rng.uniform(10, 120, (n_detections, 2))])
        guesses = rng.choice(labels, n_detections)
    else:
        near = rng.integers(0, n_truths, n_detections)
        shift = rng.uniform(-spread, spread, (n_detections, 4)) * np.tile(size[near], 2)
        found = truths[near] + shift
        wrong = rng.random(n_detections) < 0.2
        guesses = np.where(wrong, rng.choice(labels, n_detections), classes[near])
    return image(found, guesses, rng.standard_normal(n_detections)), image(truths, classes)


def scenes(rng, *sizes, **settings):
    """Draw images of (truths, detections): two lists."""
    drawn = [scene(rng, *size, **settings) for size in sizes]
    return [prediction for prediction, _ in drawn], [target for _, target in drawn]


SIZES = ((4, 9), (0, 3), (6, 14), (3, 0), (1, 5), (0, 0), (8, 6), (5, 12))


@figures
def test_random_images(student, rng):
    """Objects of all sizes, images without objects, images without detections."""
    for _ in range(4):
        compare(student, *scenes(rng, *SIZES))


@figures
def test_one_class_of_one_size(student, rng):
    """Objects that are all small, all medium, or all large; most ranges have no truth."""
    for sides in ((8, 30), (34, 94), (100, 180)):
        compare(student, *scenes(rng, *SIZES, labels=(1,), sides=sides))


@figures
def test_equal_scores(student, rng):
    """Ties within an image, across images and across classes: by image, then as given."""
    for _ in range(4):
        predictions, targets = scenes(rng, *SIZES)
        for prediction in predictions:
            prediction["scores"] = np.round(prediction["scores"])
        compare(student, predictions, targets)
    for prediction in predictions:
        prediction["scores"][:] = 0.5
    compare(student, predictions, targets)


@figures
def test_boxes_on_a_coarse_grid(student, rng):
    """Many equal IoUs, IoUs at a threshold, areas at the border of a range, boxes without area."""
    for _ in range(4):
        predictions, targets = scenes(rng, *SIZES, labels=(1, 2), spread=0.3)
        for part in (*predictions, *targets):
            part["boxes"] = 16 * np.round(part["boxes"] / 16)
        compare(student, predictions, targets)


@figures
def test_twins(student, rng):
    """Objects that stand at the same place, with different detections for each."""
    for _ in range(2):
        predictions, targets = scenes(rng, (3, 8), (2, 6), (4, 12), labels=(1, 2))
        for part in (*predictions, *targets):
            for name, values in part.items():
                part[name] = np.concatenate([values, values])
        compare(student, predictions, targets)


@figures
def test_areas_at_the_border_belong_to_both_ranges(student):
    """32x32 is small and medium, 96x96 medium and large; for truths and for false alarms."""
    squares = [[0, 0, n, n] for n in (32, 96, 31, 33, 95, 97)]
    away = [[300, 300, 300 + n, 300 + n] for n in (32, 96)]
    scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.9, 0.8]
    for k in range(len(squares)):
        targets = [image(squares[k : k + 1], [1])]
        compare(student, [image([*squares, *away], [1] * 8, scores)], targets)


@figures
def test_areas_beyond_every_range(student):
    """What is larger than 1e10 square pixels is ignored, like all that is out of a range."""
    sides = 1e5 + np.array([-1, 0, 2.0**-18])  # the last is larger by 0.4 square pixels
    huge = [[0, 0, side, 1e5] for side in sides]
    scores = [0.7, 0.8, 0.9]
    for k in range(3):
        compare(student, [image(huge, [1] * 3, scores)], [image(huge[k : k + 1], [1])])
        compare(student, [image(huge[k : k + 1], [1], [0.5])], [image(huge, [1] * 3)])
    near = [[0, 0, 50, 50], [200, 0, 250, 50]]
    for score in (0.9, 0.1):
        predictions = [image([*near, huge[2]], [1] * 3, [0.5, 0.4, score])]
        compare(student, predictions, [image([near[0], huge[2]], [1, 1])])
        compare(student, predictions, [image(near[:1], [1])])


@figures
def test_ignored_truths_are_second_choice(student):
    """A detection prefers a worse truth in the range to a better one outside, and if it finds
    only one outside, it does not count.
    """
    targets = [image([[0, 0, 32, 30], [0, 0, 32, 36]], [1, 1]), image([[0, 0, 90, 90]], [1])]
    for scores in ([0.9, 0.8, 0.7], [0.7, 0.8, 0.9], [0.8, 0.9, 0.7]):
        found = [[0, 0, 32, 36], [0, 0, 32, 35], [0, 0, 32, 31]]
        others = image([[0, 0, 90, 100], [0, 0, 97, 97]], [1, 1], [0.6, 0.75])
        compare(student, [image(found, [1] * 3, scores), others], targets)
    compare(student, [image(found[:1], [1], [0.9]), others], targets)


@figures
def test_objects_of_two_sizes_at_one_place(student, rng):
    """Truths and detections on both sides of 32x32, all near enough to be taken for each other."""
    for _ in range(4):
        boxes = np.zeros((12, 4))
        boxes[:, 2], boxes[:, 3] = 32, rng.uniform(26, 38, 12)
        found = [image(boxes[k : k + 3], [1] * 3, rng.standard_normal(3)) for k in (0, 6)]
        compare(student, found, [image(boxes[k : k + 3], [1] * 3) for k in (3, 9)])
        compare(student, [image(boxes[:1], [1], [0.5])], [image(boxes[1:7], [1] * 6)])


@figures
def test_an_ignored_truth_is_taken_once(student):
    """The second detection of an object out of the range is judged by its own area."""
    targets = [image([[0, 0, 40, 40], [0, 100, 20, 120]], [1, 1])]
    found = [[0, 0, 40, 40], [0, 0, 30, 34], [0, 0, 39, 40], [0, 100, 20, 120], [0, 0, 31, 33]]
    for scores in ([0.9, 0.8, 0.7, 0.6, 0.5], [0.5, 0.9, 0.6, 0.7, 0.8]):
        compare(student, [image(found, [1] * 5, scores)], targets)


@figures
def test_limits_count_per_image_and_class(student, rng):
    """1, 10 and 100 detections of highest score of each image and class, not of all."""
    predictions, targets = scenes(rng, (14, 40), (12, 60), (3, 2), labels=(1, 2), spread=0.05)
    compare(student, predictions, targets)


@figures
def test_more_than_a_hundred_detections(student, rng):
    """The 101st of an image and class is left out everywhere, even if it alone is right."""
    compare(student, *scenes(rng, (5, 260), (3, 130), labels=(1, 2), spread=0.4))
    target = [image([[0, 0, 50, 50]], [4])]
    for hits in ([3, 100, 102], [3], [100]):
        boxes = np.tile([[200.0, 200, 240, 240]], (104, 1))
        boxes[hits] = [0, 0, 50, 50]
        for scores in (np.arange(104.0), -np.arange(104.0), np.zeros(104), np.arange(104) // 2.0):
            compare(student, [image(boxes, [4] * 104, scores)], target)
    crowd = np.tile([[200.0, 200, 240, 240]], (101, 1))
    crowd[100] = [0, 0, 50, 50]  # the only one of its class, and after a hundred of another
    targets = [image([[0, 0, 50, 50], [100, 0, 150, 50]], [2, 1])]
    compare(student, [image(crowd, [1] * 100 + [2], np.linspace(0.9, 0.1, 101))], targets)


@figures
def test_the_limit_counts_ignored_detections(student):
    """A hundred large false alarms come before the small hit, and leave no room for it."""
    large = [[0, 0, 200 + k, 300] for k in range(100)]
    small = [10.0, 10.0, 30.0, 30.0]
    scores = [*np.linspace(0.9, 0.8, 100), 0.5]
    predictions = [image([*large, small], [1] * 101, scores)]
    compare(student, predictions, [image([small], [1])])


@figures
def test_figures_of_thresholds_that_are_not_there(student):
    """AP50 and AP75 need exactly their thresholds."""
    box = [[0.0, 0.0, 50.0, 50.0]]
    answer = student.mean_average_precision(
        [image(box, [1], [0.9])], [image(box, [1])], (0.51, 0.74)
    )
    expect((answer["AP50"], answer["AP75"]) if isinstance(answer, dict) else None).close_to(
        (-1.0, -1.0)
    )


@figures
def test_other_thresholds(student, rng):
    """One threshold, a list out of order, and lists without 0.5 or 0.75."""
    predictions, targets = scenes(rng, *SIZES, labels=(1, 2))
    for thresholds in ([0.5], [0.75, 0.5, 0.625], [0.3], (0.6, 0.7, 0.75), [0.5, 0.9]):
        compare(student, predictions, targets, thresholds)
    compare(student, predictions, targets, np.array([0.5, 0.75]))


@figures
def test_labels_are_names(student, rng):
    """Labels need not be consecutive or positive; classes without truths do not count."""
    predictions, targets = scenes(rng, *SIZES, labels=(90, 7, 0))
    compare(student, predictions, targets)
    for prediction in predictions:
        prediction["labels"] = np.where(prediction["labels"] == 7, 8, prediction["labels"])
    compare(student, predictions, targets)
    for target in targets:
        target["labels"] -= 100
    compare(student, predictions, targets)


@figures
def test_classes_weigh_the_same(student, rng):
    """A class of one object weighs as much as one of twenty."""
    predictions, targets = scenes(rng, (20, 30), (2, 4), labels=(1,))
    rare, sought = scene(rng, 1, 3, labels=(2,))
    compare(student, [*predictions, rare], [*targets, sought])


@figures
def test_empty_parts(student, rng):
    """No images, no detections, no truths, or neither."""
    predictions, targets = scenes(rng, (3, 4), (2, 5))
    nothing = [image([], []), image([], [])]
    silent = [image([], [], []), image([], [], [])]
    compare(student, silent, targets)
    for answer in (
        student.mean_average_precision(predictions, nothing),
        student.mean_average_precision(silent, nothing),
        student.mean_average_precision([], []),
        student.mean_average_precision(150 * silent, 150 * nothing),
    ):
        expect(answer).close_to(dict.fromkeys(NAMES, -1.0))


@figures
def test_bad_input_is_refused(student, rng):
    """NaN scores, inverted boxes, and lists or labels of different lengths."""
    predictions, targets = scenes(rng, (3, 4), (2, 5))
    compare(student, predictions, targets)
    expect.raises(ValueError, student.mean_average_precision, predictions[:1], targets)
    expect.raises(ValueError, student.mean_average_precision, predictions, targets[:1])
    for labels in (targets[1]["labels"][:1], np.append(targets[1]["labels"], 1)):
        bad = [targets[0], {**targets[1], "labels": labels}]
        expect.raises(ValueError, student.mean_average_precision, predictions, bad)
    scores = np.array([0.1, np.nan, 0.3, 0.4])
    bad = [{**predictions[0], "scores": scores}, predictions[1]]
    expect.raises(ValueError, student.mean_average_precision, bad, targets)
    bad = [targets[0], {**targets[1], "boxes": targets[1]["boxes"][:, [2, 3, 0, 1]]}]
    expect.raises(ValueError, student.mean_average_precision, predictions, bad)


@figures
def test_figures_leave_their_inputs_alone(student, probes, rng):
    """Nothing in the lists changes, and the next call gives the same."""
    predictions, targets = scenes(rng, *SIZES)
    first, second, same = student.run(
        probes.kept, student.mean_average_precision, predictions, targets
    )
    wanted = expected(predictions, targets)
    expect(first).close_to(wanted, rtol=0, atol=1e-9)
    expect(second).close_to(wanted, rtol=0, atol=1e-9)
    expect(same).equals(True)
