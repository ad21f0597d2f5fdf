"""Hidden tests: average precision."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from autograder.feedback import expect

average = pytest.mark.exercise("average_precision")

METHODS = ("voc11", "all_points", "coco101")
# Numbers of truths whose shares k/n, but for 0 and 1, are none of the levels of recall, so that
# rounding does not decide.
COUNTS = (7, 13, 23, 37)


def best(points, level):
    """Largest precision at a recall of at least `level`."""
    return max((p for r, p in points if r >= level), default=0.0)


def expected(recall, precision, method):
    """Give the average from its definition, level by level and step by step."""
    points = list(zip(recall.tolist(), precision.tolist(), strict=True))
    if method == "all_points":
        steps = sorted({0.0, *recall.tolist()})
        return sum((b - a) * best(points, b) for a, b in pairwise(steps))
    count = 11 if method == "voc11" else 101
    return sum(best(points, Fraction(k, count - 1)) for k in range(count)) / count


def detector(rng, n_truths, n_detections, share):
    """Draw a precision-recall curve as a detector makes it."""
    hits = rng.random(n_detections) < share
    found = np.cumsum(hits & (np.cumsum(hits) <= n_truths))
    return found / n_truths, found / np.arange(1, n_detections + 1)


def compare(student, recall, precision, methods=METHODS):
    """The three averages of a curve."""
    for method in methods:
        answer = student.average_precision(recall, precision, method)
        expect(answer).close_to(float(expected(recall, precision, method)))


@average
def test_area_of_random_curves(student, rng):
    """Curves that rise, fall and stop early, with false alarms first or last."""
    for n_truths in COUNTS:
        for share in (0.2, 0.5, 0.9):
            compare(student, *detector(rng, n_truths, 3 * n_truths, share), ("all_points",))


@average
def test_eleven_levels_of_random_curves(student, rng):
    """Curves that rise, fall and stop early, with false alarms first or last."""
    for n_truths in COUNTS:
        for share in (0.2, 0.5, 0.9):
            compare(student, *detector(rng, n_truths, 3 * n_truths, share), ("voc11",))


@average
def test_hundred_and_one_levels_of_random_curves(student, rng):
    """Curves that rise, fall and stop early, with false alarms first or last."""
    for n_truths in COUNTS:
        for share in (0.2, 0.5, 0.9):
            compare(student, *detector(rng, n_truths, 3 * n_truths, share), ("coco101",))


@average
def test_points_at_a_level(student):
    """A recall of exactly 0.25, 0.5, 0.75 or 1 still belongs to the level of that recall."""
    compare(student, np.array([0.25, 0.5, 0.75, 1]), np.array([1, 0.9, 0.4, 0.2]))
    compare(student, np.array([0.5, 1]), np.array([0.75, 0.5]))
    compare(student, np.array([0, 0.5, 0.5, 1]), np.array([0, 0.5, 0.25, 0.375]))


@average
def test_best_precision_at_recall_zero(student):
    """Points of recall 0 count at the level 0, and nowhere else."""
    recall, precision = np.array([0, 0, 0.5, 0.5]), np.array([0.9, 0.8, 0.2, 0.5])
    for method, value in (
        ("voc11", (0.9 + 5 * 0.5) / 11),
        ("all_points", 0.5 * 0.5),
        ("coco101", (0.9 + 50 * 0.5) / 101),
    ):
        expect(student.average_precision(recall, precision, method)).close_to(value)
    compare(student, np.zeros(2), np.array([0.2, 0.7]))


@average
def test_precision_that_rises_again(student):
    """The highest precision stands last, or in the middle: it counts for all lower recalls."""
    compare(student, np.array([0.135, 0.275, 0.643, 0.912]), np.array([0.2, 0.3, 0.4, 0.5]))
    compare(student, np.array([0.135, 0.275, 0.643, 0.912]), np.array([0.3, 0.8, 0.1, 0.6]))
    compare(student, np.array([0.0, 0.0, 0.0, 0.372]), np.array([0, 0, 0, 0.25]))


@average
def test_single_points(student):
    """One detection, right or wrong, and a curve that never leaves recall 0."""
    compare(student, np.array([1.0]), np.array([1.0]))
    compare(student, np.array([0.043]), np.array([1.0]))
    compare(student, np.array([0.0]), np.array([0.0]))
    compare(student, np.array([0.0, 0.0, 0.0]), np.array([0.0, 0.0, 0.0]))


@average
def test_recall_that_stops_early(student, rng):
    """What lies beyond the last recall counts as 0, and what lies before the first counts."""
    for last in (0.033, 0.41, 0.777):
        recall = np.sort(rng.uniform(last / 2, last, 5))
        compare(student, recall, np.sort(rng.uniform(0.1, 1, 5))[::-1].copy())


@average
def test_points_that_share_a_recall(student):
    """False alarms between the hits repeat the recall; the best of equals counts, once."""
    recall, precision = np.array([0.233] * 3 + [0.467] * 3), np.array([1, 0.5, 0.3, 0.5, 0.4, 0.3])
    compare(student, recall, precision)
    compare(student, recall, precision[::-1].copy())


@average
def test_perfect_curve(student):
    """Every detection right and every truth found: 1 by every method."""
    for count in (1, 3, 7, 64):
        recall = np.arange(1, count + 1) / count
        for method in METHODS:
            answer = student.average_precision(recall, np.ones(count), method)
            expect(answer).close_to(1.0)


@average
def test_long_curve(student, rng):
    """Thousands of points, of which the first thousand are good."""
    hits = rng.random(4000) < np.linspace(1.0, 0.0, 4000)
    found = np.cumsum(hits)
    recall, precision = found / 3989, found / np.arange(1, 4001)
    for method in METHODS:
        levels = np.linspace(0, 1, 11 if method == "voc11" else 101)
        if method == "all_points":
            at = np.flatnonzero(hits)
            value = sum(precision[k:].max() for k in at) / 3989
        else:
            value = sum(max(precision[recall >= r], default=0.0) for r in levels) / len(levels)
        expect(student.average_precision(recall, precision, method)).close_to(float(value))


@average
def test_averages_of_the_published_sample(student):
    """R. Padilla's sample by plain IoU: 22.54 % and 26.84 %; with +1 per side one more hit."""
    hits = np.zeros(24)
    hits[[0, 2, 9, 11, 12, 13]] = 1
    for more, area in ((False, 0.2254), (True, 0.2457)):
        hits[22] = more
        found = np.cumsum(hits)
        recall, precision = found / 15, found / np.arange(1, 25)
        # 5e-5: the percentages are published with two decimals
        answer = student.average_precision(recall, precision, "all_points")
        expect(answer).close_to(area, rtol=0, atol=5e-5)
        answer = student.average_precision(recall, precision, "voc11")
        expect(answer).close_to(0.2684, rtol=0, atol=5e-5)
        compare(student, recall, precision, ("all_points",))


@average
def test_average_of_an_empty_curve(student):
    """0.0 by every method, and no NaN."""
    for method in METHODS:
        expect(student.average_precision(np.zeros(0), np.zeros(0), method)).close_to(0.0)


@average
def test_unknown_methods_are_refused(student):
    """Also for an empty curve; names are exact."""
    curve = np.array([0.5, 1.0]), np.array([1.0, 0.5])
    compare(student, *curve)
    for method in ("voc", "11", "COCO101", ""):
        expect.raises(ValueError, student.average_precision, *curve, method)
    expect.raises(ValueError, student.average_precision, np.zeros(0), np.zeros(0), "auc")


@average
def test_average_leaves_its_inputs_alone(student, rng):
    """Smoothing happens in a copy, so that the same curve can be averaged again."""
    recall, precision = detector(rng, 13, 40, 0.4)
    for method in METHODS:
        compare(student, recall, precision, (method,))
        expect.inputs_kept(student)
