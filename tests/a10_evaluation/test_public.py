"""What you can check yourself. More tests run when your work is graded."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.feedback import expect

matching = pytest.mark.exercise("match_detections")
curve = pytest.mark.exercise("precision_recall_curve")
average = pytest.mark.exercise("average_precision")
figures = pytest.mark.exercise("mean_average_precision")

# Ten pixels high, so that widths tell the IoU: 6 of 10 pixels in common, none beside, give 0.6.
TRUTHS = np.array([[0.0, 0, 10, 10], [100, 0, 110, 10]])


def boxes(*rows):
    """Make an array of boxes."""
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def image(rows, labels, scores=None):
    """Make one image's dict: of a target, or with scores of a prediction."""
    made = {"boxes": boxes(*rows), "labels": np.array(labels, dtype=np.int64)}
    return made if scores is None else {**made, "scores": np.array(scores, dtype=np.float64)}


@matching
def test_each_detection_finds_its_truth(student):
    """Truth 1 lies under detection 0, truth 0 under detection 2, and none under detection 1."""
    found = boxes([100, 0, 108, 10], [50, 0, 60, 10], [0, 0, 9, 10])
    answer = student.match_detections(found, np.array([0.9, 0.8, 0.7]), TRUTHS, 0.5)
    expect(answer).equals([1, -1, 0])


@matching
def test_a_truth_is_taken_once(student):
    """Three detections of one object: the surest has it, although another lies better."""
    found = boxes([0, 0, 10, 10], [0, 0, 8, 10], [0, 0, 9, 10])
    answer = student.match_detections(found, np.array([0.5, 0.9, 0.7]), TRUTHS, 0.5)
    expect(answer).equals([-1, 0, -1])


@matching
def test_the_next_best_truth_is_taken(student):
    """Both detections lie best on truth 1 (IoU 1 and 0.8); the second one takes truth 0 (0.75)."""
    truths = boxes([0, 0, 10, 6], [0, 0, 10, 10])
    found = boxes([0, 0, 10, 10], [0, 0, 10, 8])
    expect(student.match_detections(found, np.array([0.9, 0.8]), truths, 0.5)).equals([1, 0])


@matching
def test_an_iou_at_the_threshold_is_enough(student):
    """At 0.5, which is also the default: five of ten pixels pass, four do not."""
    found = boxes([0, 0, 5, 10], [100, 0, 104, 10])
    answer = student.match_detections(found, np.array([0.3, 0.2]), TRUTHS)
    expect(answer).equals([0, -1])
    answer = student.match_detections(found, np.array([0.3, 0.2]), TRUTHS, 0.4)
    expect(answer).equals([0, 1])


@matching
def test_ties_of_scores_and_of_ious(student):
    """The first of equal scores chooses first; of truths with equal IoU the last one is taken."""
    twins = boxes([0, 0, 10, 10], [0, 0, 10, 10])
    found = boxes([0, 0, 8, 10], [0, 0, 10, 10], [0, 0, 10, 10])
    answer = student.match_detections(found, np.array([0.5, 0.5, 0.5]), twins, 0.5)
    expect(answer).equals([1, 0, -1])


@matching
def test_nothing_to_match(student):
    """No truths: all -1. No detections: an empty answer. A NaN score: no order, no answer."""
    none = np.zeros((0, 4))
    expect(student.match_detections(TRUTHS, np.array([0.9, 0.8]), none, 0.5)).equals([-1, -1])
    expect(student.match_detections(none, np.zeros(0), TRUTHS, 0.5)).equals([])
    scores = np.array([0.9, np.nan])
    expect.raises(ValueError, student.match_detections, TRUTHS, scores, TRUTHS, 0.5)


@curve
def test_curve_of_five_detections(student):
    """Hit, hit, miss, miss, hit, of four truths."""
    hits = np.array([True, True, False, False, True])
    answer = student.precision_recall_curve(np.array([0.9, 0.8, 0.7, 0.6, 0.5]), hits, 4)
    expect(answer).close_to((np.array([1, 1, 2 / 3, 0.5, 0.6]), np.array([1, 2, 2, 2, 3]) / 4))


@curve
def test_surest_detection_comes_first(student):
    """The curve follows the scores, not the order of the arrays; any numbers are scores."""
    scores, hits = np.array([-3.0, 8.0, 0.0]), np.array([True, False, True])
    answer = student.precision_recall_curve(scores, hits, 2)
    expect(answer).close_to((np.array([0, 0.5, 2 / 3]), np.array([0, 0.5, 1])))


@curve
def test_equal_scores_stay_in_order(student):
    """Each detection is a point of its own, and the first of equals is counted first."""
    scores, hits = np.array([0.5, 0.5, 0.5, 0.9]), np.array([True, True, False, False])
    answer = student.precision_recall_curve(scores, hits, 4)
    expect(answer).close_to((np.array([0, 0.5, 2 / 3, 0.5]), np.array([0, 0.25, 0.5, 0.5])))


@curve
def test_curves_of_nothing(student):
    """No truths give a recall of 0, no detections an empty curve."""
    answer = student.precision_recall_curve(np.array([0.7, 0.6]), np.zeros(2, bool), 0)
    expect(answer).close_to((np.zeros(2), np.zeros(2)))
    answer = student.precision_recall_curve(np.zeros(0), np.zeros(0, bool), 3)
    expect(answer).close_to((np.zeros(0), np.zeros(0)))


# Hit, miss, hit, miss, hit; five truths.
RECALL, PRECISION = np.array([0.2, 0.2, 0.4, 0.4, 0.6]), np.array([1, 1 / 2, 2 / 3, 1 / 2, 3 / 5])


@average
def test_area_under_the_smoothed_curve(student):
    """Three steps of 0.2, with heights 1, 2/3 and 3/5, and nothing beyond a recall of 0.6."""
    answer = student.average_precision(RECALL, PRECISION, "all_points")
    expect(answer).close_to(0.2 * (1 + 2 / 3 + 3 / 5))


@average
def test_mean_over_eleven_levels(student):
    """At recall 0, 0.5 and 1 and at eight in between: 1 three times, then one point per half."""
    recall, precision = np.array([0.25, 0.5, 0.5, 1]), np.array([1, 1, 2 / 3, 0.75])
    answer = student.average_precision(recall, precision, "voc11")
    expect(answer).close_to((6 * 1 + 5 * 0.75) / 11)


@average
def test_mean_over_a_hundred_and_one_levels(student):
    """Levels 0 to 0.25 see 1, those up to 0.75 see 0.8, and the last 25 nothing."""
    recall, precision = np.array([0.25, 0.5, 0.75]), np.array([1, 0.6, 0.8])
    answer = student.average_precision(recall, precision, "coco101")
    expect(answer).close_to((26 * 1 + 50 * 0.8) / 101)


@average
def test_published_sample(student):
    """Seven images, 15 truths, 24 detections: R. Padilla's sample gives 24.57 % and 26.84 %."""
    hits = [1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]
    found = np.cumsum(hits)
    recall, precision = found / 15, found / np.arange(1, 25)
    # 5e-5: the percentages are published with two decimals
    answer = student.average_precision(recall, precision, "all_points")
    expect(answer).close_to(0.2457, rtol=0, atol=5e-5)
    answer = student.average_precision(recall, precision, "voc11")
    expect(answer).close_to(0.2684, rtol=0, atol=5e-5)


@average
def test_empty_curve_and_unknown_method(student):
    """A curve without points has AP 0; there are three methods."""
    for method in ("voc11", "all_points", "coco101"):
        expect(student.average_precision(np.zeros(0), np.zeros(0), method)).close_to(0.0)
    expect.raises(ValueError, student.average_precision, RECALL, PRECISION, "voc12")


@figures
def test_perfect_detector(student):
    """One small, one medium and one large object, all found: 1 everywhere."""
    rows = [[0, 0, 20, 20], [0, 0, 50, 50], [0, 0, 200, 200]]
    answer = student.mean_average_precision(
        [image(rows, [0, 0, 0], [0.9, 0.8, 0.7])], [image(rows, [0, 0, 0])]
    )
    names = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR10", "AR100", "ARs", "ARm", "ARl")
    expect(answer).close_to({**dict.fromkeys(names, 1.0), "AR1": 1 / 3})


@figures
def test_average_over_thresholds_and_classes(student):
    """Class 3 is found with an IoU of 0.8, at three of four thresholds; class 7 not at all."""
    predictions = [image([[0, 0, 40, 50]], [3], [0.9]), image([], [], [])]
    targets = [image([[0, 0, 50, 50]], [3]), image([[5, 5, 45, 45]], [7])]
    answer = student.mean_average_precision(predictions, targets, [0.5, 0.625, 0.75, 0.875])
    found = {"AP": 0.375, "AP50": 0.5, "AP75": 0.5, "APm": 0.375}
    recalls = {"AR1": 0.375, "AR10": 0.375, "AR100": 0.375, "ARm": 0.375}
    expect(answer).close_to(
        {**found, **recalls, "APs": -1.0, "APl": -1.0, "ARs": -1.0, "ARl": -1.0}
    )


@figures
def test_curve_runs_over_all_images(student):
    """A false alarm in an image without truths stands first in the class's curve."""
    predictions = [image([[0, 0, 50, 50]], [1], [0.6]), image([[9, 9, 59, 59]], [1], [0.8])]
    targets = [image([[0, 0, 50, 50]], [1]), image([], [])]
    answer = student.mean_average_precision(predictions, targets, [0.5])
    halves, ones = ("AP", "AP50", "APm"), ("AR1", "AR10", "AR100", "ARm")
    nothing = ("AP75", "APs", "APl", "ARs", "ARl")
    values = (*((name, 0.5) for name in halves), *((name, 1.0) for name in ones))
    expect(answer).close_to({**dict(values), **dict.fromkeys(nothing, -1.0)})


@figures
def test_sizes_ignore_what_is_out_of_range(student):
    """Two objects are found; the surest detection is a false alarm, and small: it counts there."""
    targets = [image([[0, 0, 20, 20], [100, 100, 300, 300]], [1, 1])]
    rows = [[100, 100, 300, 300], [0, 0, 20, 20], [50, 50, 60, 60]]
    answer = student.mean_average_precision([image(rows, [1, 1, 1], [0.9, 0.8, 0.95])], targets)
    everywhere = {"AP": 2 / 3, "AP50": 2 / 3, "AP75": 2 / 3, "AR1": 0.0, "AR10": 1.0, "AR100": 1.0}
    sizes = {"APs": 0.5, "APm": -1.0, "APl": 1.0, "ARs": 1.0, "ARm": -1.0, "ARl": 1.0}
    expect(answer).close_to({**everywhere, **sizes})


@figures
def test_nothing_to_find_or_nothing_found(student):
    """Without truths every figure is -1; without detections what is defined is 0."""
    names = ("AP", "AP50", "AP75", "APs", "APm", "APl")
    names += ("AR1", "AR10", "AR100", "ARs", "ARm", "ARl")
    answer = student.mean_average_precision([image([[0, 0, 9, 9]], [1], [0.5])], [image([], [])])
    expect(answer).close_to(dict.fromkeys(names, -1.0))
    answer = student.mean_average_precision([image([], [], [])], [image([[0, 0, 9, 9]], [1])])
    undefined = {"APm": -1.0, "APl": -1.0, "ARm": -1.0, "ARl": -1.0}
    expect(answer).close_to({**dict.fromkeys(names, 0.0), **undefined})
