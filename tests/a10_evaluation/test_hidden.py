"""Hidden tests: matching, and the precision-recall curve."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.feedback import expect

matching = pytest.mark.exercise("match_detections")
curve = pytest.mark.exercise("precision_recall_curve")

# R. Padilla's sample, "Object-Detection-Metrics" (2018): seven images of one class. A detection is
# (score, x, y, width, height), a truth (x, y, width, height).
DETECTIONS = (
    ((0.88, 5, 67, 31, 48), (0.70, 119, 111, 40, 67), (0.80, 124, 9, 49, 67)),
    ((0.71, 64, 111, 64, 58), (0.54, 26, 140, 60, 47), (0.74, 19, 18, 43, 35)),
    (
        (0.18, 109, 15, 77, 39),
        (0.67, 86, 63, 46, 45),
        (0.38, 160, 62, 36, 53),
        (0.91, 105, 131, 47, 47),
        (0.44, 18, 148, 40, 44),
    ),
    (
        (0.35, 83, 28, 28, 26),
        (0.78, 28, 68, 42, 67),
        (0.45, 87, 89, 25, 39),
        (0.14, 10, 155, 60, 26),
    ),
    (
        (0.62, 50, 38, 28, 46),
        (0.44, 95, 11, 53, 28),
        (0.95, 29, 131, 72, 29),
        (0.23, 29, 163, 72, 29),
    ),
    ((0.45, 43, 48, 74, 38), (0.84, 17, 155, 29, 35), (0.43, 95, 110, 25, 42)),
    ((0.48, 16, 20, 101, 88), (0.95, 33, 116, 37, 49)),
)
TRUTHS = (
    ((25, 16, 38, 56), (129, 123, 41, 62)),
    ((123, 11, 43, 55), (38, 132, 59, 45)),
    ((16, 14, 35, 48), (123, 30, 49, 44), (99, 139, 47, 47)),
    ((53, 42, 40, 52), (154, 43, 31, 34)),
    ((59, 31, 44, 51), (48, 128, 34, 52)),
    ((36, 89, 52, 76), (62, 58, 44, 67)),
    ((28, 31, 55, 63), (58, 67, 50, 58)),
)
FOUND = (
    (-1, 1, -1),
    (-1, 1, -1),
    (-1, -1, -1, 2, -1),
    (-1,) * 4,
    (0, -1, 1, -1),
    (-1,) * 3,
    (0, -1),
)


def boxes(*rows):
    """Make an array of boxes."""
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def corners(rows):
    """Turn (x, y, width, height) into boxes."""
    rows = boxes(*rows)
    return np.hstack([rows[:, :2], rows[:, :2] + rows[:, 2:]])


def iou(a, b):
    """Intersection over union of two boxes, in Python's floats."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def matched(found, scores, truths, threshold):
    """Give each detection its truth: a walk over the queue of detections."""
    free, answer = set(range(len(truths))), [-1] * len(found)
    for d in sorted(range(len(found)), key=lambda d: (-scores[d], d)):
        offers = [(iou(found[d], truths[t]), t) for t in free]
        value, best = max(offers, default=(0.0, -1))
        if value >= threshold:
            answer[d] = best
            free.discard(best)
    return answer


def crowd(rng, n_truths, n_detections, spread=0.35):
    """Draw truths of which many overlap, and detections that lie near one or more of them."""
    start, size = rng.uniform(0, 60, (n_truths, 2)), rng.uniform(15, 50, (n_truths, 2))
    truths = np.hstack([start, start + size])
    near = rng.integers(0, n_truths, n_detections)
    shift = rng.uniform(-spread, spread, (n_detections, 4)) * np.tile(size[near], 2)
    return truths[near] + shift, rng.standard_normal(n_detections), truths


def compare(student, found, scores, truths, threshold):
    """The answer of the walk above."""
    answer = student.match_detections(found, scores, truths, threshold)
    expect(answer).equals(matched(found, scores, truths, threshold))


@matching
def test_matching_in_a_crowd(student, rng):
    """More detections than truths, and fewer, at thresholds low and high."""
    for threshold in (0.05, 0.3, 0.5, 0.75):
        for n_truths, n_detections in ((6, 17), (12, 5), (1, 9), (9, 1), (25, 40)):
            compare(student, *crowd(rng, n_truths, n_detections), threshold)


@matching
def test_choice_goes_by_score_and_not_by_iou(student, rng):
    """Every detection could take every truth; only the order of the scores says which it gets."""
    for _ in range(3):
        found, scores, truths = crowd(rng, 5, 5, 0.02)
        truths[1:] = truths[0] + rng.uniform(-1, 1, (4, 4))
        compare(student, truths[0] + rng.uniform(-1, 1, (5, 4)), scores, truths, 0.3)
        compare(student, found, scores, truths[::-1], 0.3)


@matching
def test_scores_may_be_any_numbers(student, rng):
    """Negative, huge, nearly equal or infinite scores: only their order counts."""
    found, scores, truths = crowd(rng, 8, 40, 0.2)
    for values in (scores - 100, 1e200 * scores, 1e-200 * scores, 0.5 + 1e-14 * scores.argsort()):
        compare(student, found, values, truths, 0.4)
    scores[3], scores[8] = np.inf, -np.inf
    compare(student, found, scores, truths, 0.4)


@matching
def test_equal_scores_choose_in_the_order_given(student, rng):
    """Three levels of score for many detections."""
    for _ in range(3):
        found, _, truths = crowd(rng, 8, 30, 0.2)
        compare(student, found, rng.integers(0, 3, 30) / 2, truths, 0.3)
    compare(student, found, np.zeros(30), truths, 0.3)


@matching
def test_of_equal_ious_the_last_is_taken(student):
    """Copies of one truth, and truths that stand symmetrically around a detection."""
    same = boxes([0, 0, 8, 8], [4, 0, 12, 8], [0, 0, 8, 8], [0, 0, 8, 8])
    found = boxes(*[[0, 0, 8, 8]] * 5)
    compare(student, found, np.array([0.1, 0.5, 0.3, 0.2, 0.4]), same, 0.25)
    around = boxes([0, 4, 8, 12], [8, 4, 16, 12], [4, 0, 12, 8], [4, 8, 12, 16])
    found = boxes([4, 4, 12, 12], [0, 0, 16, 16], [4, 4, 12, 12])
    compare(student, found, np.array([0.5, 0.7, 0.6]), around, 0.125)


@matching
def test_ious_at_the_threshold(student):
    """Sides that make the IoU exact: at the threshold is enough, a little less is not."""
    truths = boxes([0, 0, 16, 16])
    for height, threshold in ((8, 0.5), (12, 0.75), (4, 0.25), (16, 1.0), (10, 0.625)):
        found = boxes([0, 0, 16, height], [0, 0, 16, height - 2**-20])
        compare(student, found, np.array([0.5, 0.9]), truths, threshold)


@matching
def test_a_poor_match_takes_nothing(student):
    """A detection below the threshold leaves its truth to the next one."""
    truths = boxes([0, 0, 10, 10], [30, 0, 40, 10])
    found = boxes([0, 0, 4, 10], [30, 0, 33, 10], [31, 0, 40, 10], [0, 0, 9, 10])
    answer = student.match_detections(found, np.array([0.9, 0.8, 0.7, 0.6]), truths, 0.5)
    expect(answer).equals([-1, -1, 1, 0])


@matching
def test_boxes_without_area_find_nothing(student):
    """Points and lines have IoU 0 with everything, with themselves too; touching boxes as well."""
    truths = boxes([5, 5, 5, 5], [0, 0, 10, 0], [0, 0, 10, 10])
    found = boxes([5, 5, 5, 5], [0, 0, 10, 0], [10, 0, 20, 10], [0, 0, 10, 10])
    answer = student.match_detections(found, np.array([0.9, 0.8, 0.7, 0.6]), truths, 0.01)
    expect(answer).equals([-1, -1, -1, 2])


@matching
def test_boxes_of_any_unit(student, rng):
    """Boxes of less than a pixel overlap as others do; small boxes far apart do not."""
    found, scores, truths = crowd(rng, 6, 14)
    for unit in (1e-6, 1e6):
        compare(student, unit * found, scores, unit * truths, 0.4)
    corners = boxes([0, 0, 1, 1], [9, 9, 10, 10])
    compare(student, corners, np.array([0.5, 0.4]), corners[:1], 0.5)
    compare(student, corners, np.array([0.4, 0.5]), corners[:1], 0.5)


@matching
def test_matching_of_the_published_sample(student):
    """R. Padilla's seven images by plain IoU (without +1 per side) at 0.3: six truths are found."""
    for found, truths, expected in zip(DETECTIONS, TRUTHS, FOUND, strict=True):
        scores = np.array([row[0] for row in found])
        rows = corners([row[1:] for row in found])
        answer = student.match_detections(rows, scores, corners(truths), 0.3)
        expect(answer).equals(list(expected))


@matching
def test_matching_without_truths_or_detections(student, rng):
    """Empty in, empty out; without truths nobody finds one; the next call starts afresh."""
    found, scores, truths = crowd(rng, 4, 6)
    none = np.zeros((0, 4))
    expect(student.match_detections(found, scores, none)).equals([-1] * 6)
    expect(student.match_detections(none, np.zeros(0), truths)).equals([])
    expect(student.match_detections(none, np.zeros(0), none)).equals([])
    compare(student, found, scores, truths, 0.5)
    compare(student, found, scores, truths, 0.5)


@matching
def test_matching_refuses_what_has_no_order(student, rng):
    """NaN scores, inverted boxes, not one score per box, and boxes of another shape."""
    found, scores, truths = crowd(rng, 3, 4)
    compare(student, found, scores, truths, 0.5)
    expect.raises(ValueError, student.match_detections, found, scores[:3], truths, 0.5)
    expect.raises(ValueError, student.match_detections, found, [*scores, 0.0], truths, 0.5)
    expect.raises(ValueError, student.match_detections, found[:, ::-1], scores, truths, 0.5)
    for rows in (found[:, :3], np.hstack([found, found]), found[0]):
        expect.raises(ValueError, student.match_detections, rows, scores[: len(rows)], truths, 0.5)
    deep = truths[:2, :, None]
    expect.raises(ValueError, student.match_detections, found[:1], scores[:1], deep, 0.5)
    scores[2] = np.nan
    expect.raises(ValueError, student.match_detections, found, scores, truths, 0.5)


@matching
def test_matching_leaves_its_inputs_alone(student, rng):
    """Neither sorting nor crossing out happens in the caller's arrays."""
    found, scores, truths = crowd(rng, 5, 12)
    compare(student, found, scores, truths, 0.3)
    expect.inputs_kept(student)


def drawn(scores, hits, n_truths):
    """Give precision and recall by counting anew at every point."""
    order = sorted(range(len(scores)), key=lambda d: (-scores[d], d))
    found = [sum(bool(hits[d]) for d in order[: k + 1]) for k in range(len(order))]
    precision = [n / (k + 1) for k, n in enumerate(found)]
    recall = [n / n_truths if n_truths else 0.0 for n in found]
    return np.array(precision, dtype=np.float64), np.array(recall, dtype=np.float64)


@curve
def test_curve_of_random_detections(student, rng):
    """Many detections and few, rare hits and frequent ones."""
    for count, share, more in (
        (40, 0.5, 3),
        (200, 0.1, 100),
        (7, 0.9, 0),
        (1, 1.0, 4),
        (25, 1.0, 0),
    ):
        scores, hits = rng.standard_normal(count), rng.random(count) < share
        n_truths = max(int(hits.sum()) + more, 1)
        answer = student.precision_recall_curve(scores, hits, n_truths)
        expect(answer).close_to(drawn(scores, hits, n_truths))


@curve
def test_curve_of_equal_scores(student, rng):
    """Three levels of score: equals stay in the order given, and none is merged or dropped."""
    for _ in range(3):
        scores, hits = rng.integers(0, 3, 30) / 2.0, rng.random(30) < 0.5
        answer = student.precision_recall_curve(scores, hits, 20)
        expect(answer).close_to(drawn(scores, hits, 20))
    answer = student.precision_recall_curve(np.full(30, 0.25), hits, 20)
    expect(answer).close_to(drawn(np.zeros(30), hits, 20))


@curve
def test_curve_of_extreme_scores(student, rng):
    """Nearly equal, huge and infinite scores: only their order counts."""
    hits, order = rng.random(20) < 0.5, rng.permutation(20)
    for scores in (0.5 + 1e-14 * order, 1e300 * (order - 9), 1e-300 * order, -1.0 - order):
        answer = student.precision_recall_curve(scores, hits, 15)
        expect(answer).close_to(drawn(scores, hits, 15))
    scores = np.array([0.5, -np.inf, np.inf, 0.7])
    hits = np.array([True, True, False, True])
    expect(student.precision_recall_curve(scores, hits, 4)).close_to(drawn(scores, hits, 4))


@curve
def test_curve_of_hits_or_misses_only(student, rng):
    """Precision 1 all along, or 0; recall counts the truths that exist, not those found."""
    scores = rng.standard_normal(9)
    for hits in (np.ones(9, bool), np.zeros(9, bool)):
        answer = student.precision_recall_curve(scores, hits, 14)
        expect(answer).close_to(drawn(scores, hits, 14))


@curve
def test_curve_without_truths_or_detections(student):
    """No truths: recall 0 and no NaN. No detections: two empty arrays."""
    answer = student.precision_recall_curve(np.array([0.2, 0.4, 0.3]), np.zeros(3, bool), 0)
    expect(answer).close_to((np.zeros(3), np.zeros(3)))
    for n_truths in (0, 6):
        answer = student.precision_recall_curve(np.zeros(0), np.zeros(0, bool), n_truths)
        expect(answer).close_to((np.zeros(0), np.zeros(0)))


@curve
def test_curve_refuses_what_has_no_order(student):
    """A NaN score, and a score too few."""
    hits = np.array([True, False])
    expect(student.precision_recall_curve(np.array([0.1, 0.2]), hits, 2)).close_to(
        (np.array([0, 0.5]), np.array([0, 0.5]))
    )
    expect.raises(ValueError, student.precision_recall_curve, np.array([0.1, np.nan]), hits, 2)
    expect.raises(ValueError, student.precision_recall_curve, np.array([0.1]), hits, 2)


@curve
def test_curve_leaves_its_inputs_alone(student, rng):
    """The caller's arrays are not sorted, and NumPy's integers count as well as Python's."""
    scores, hits = rng.standard_normal(12), rng.random(12) < 0.5
    answer = student.precision_recall_curve(scores, hits, np.int64(12))
    expect(answer).close_to(drawn(scores, hits, 12))
    expect.inputs_kept(student)
