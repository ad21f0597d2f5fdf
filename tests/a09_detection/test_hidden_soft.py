"""Hidden tests: soft suppression."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from autograder.feedback import expect

soft = pytest.mark.exercise("soft_nms")

F32, F64 = torch.float32, torch.float64
# A score is a product of at most one factor for each box, in any grouping.
PRODUCTS = {"rtol": 1e-9, "atol": 1e-13}
SINGLE = {"rtol": 1e-5, "atol": 1e-7}


def random_boxes(rng, n, extent):
    """Boxes in float64 with sides of 5 to 40 whose first corner is up to `extent` away from 0."""
    corner, sides = rng.uniform(-extent, extent, (n, 2)), rng.uniform(5, 40, (n, 2))
    return torch.from_numpy(np.concatenate([corner, corner + sides], axis=1))


def random_scores(rng, n):
    """Scores in float64 between 0.05 and 1, all different."""
    return torch.from_numpy(rng.permutation(np.linspace(0.05, 1, n)) - 0.01 * rng.random())


def boxes(*rows, dtype=F64):
    """Boxes of literals."""
    return torch.tensor(rows, dtype=dtype).reshape(-1, 4)


def reals(*values, dtype=F64):
    """Scores of literals."""
    return torch.tensor(values, dtype=dtype)


def whole(*values):
    """Indices of literals."""
    return torch.tensor(values, dtype=torch.int64)


HALF = boxes([0, 0, 4, 4], [0, 0, 4, 2], [20, 0, 24, 4])  # the first two have the IoU 1/2


def overlap(p, q):
    """IoU of two boxes, by plain numbers."""
    width, height = min(p[2], q[2]) - max(p[0], q[0]), min(p[3], q[3]) - max(p[1], q[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (p, q))
    return width * height / (areas - width * height)


def decayed(given, scores, method, iou_threshold=0.3, sigma=0.5, score_threshold=0.001):
    """The rounds, by lists of plain numbers: (indices, scores of selection)."""
    given, left = given.tolist(), dict(enumerate(scores.tolist()))
    selected = []
    while left := {i: s for i, s in left.items() if s >= score_threshold}:
        best = max(left, key=lambda i: (left[i], -i))
        selected.append((best, left.pop(best)))
        for i in left:
            iou = overlap(given[i], given[best])
            linear = 1 - iou if iou > iou_threshold else 1.0
            left[i] *= linear if method == "linear" else math.exp(-iou * iou / sigma)
    return whole(*(i for i, _ in selected)), reals(*(s for _, s in selected))


@soft
@pytest.mark.parametrize("method", ["linear", "gaussian"])
def test_random_scores_decay(student, rng, method):
    """Loose and crowded heaps, with the other arguments at their defaults."""
    for n, extent in ((12, 10), (60, 60), (40, 15)):
        given, scores = random_boxes(rng, n, extent), random_scores(rng, n)
        answer = student.soft_nms(given, scores, method)
        expect(answer).close_to(decayed(given, scores, method), **PRODUCTS)


@soft
def test_linear_is_the_default(student, rng):
    """All arguments are as documented where they are left out, and may be given by name."""
    given, scores = random_boxes(rng, 30, 25), random_scores(rng, 30)
    expect(student.soft_nms(given, scores)).close_to(decayed(given, scores, "linear"), **PRODUCTS)
    answer = student.soft_nms(
        boxes=given, scores=scores, score_threshold=0.05, iou_threshold=0.2, method="linear"
    )
    expected = decayed(given, scores, "linear", 0.2, score_threshold=0.05)
    expect(answer).close_to(expected, **PRODUCTS)


@soft
def test_thresholds_of_linear_decay(student, rng):
    """From every overlap to none; sigma plays no part."""
    given, scores = random_boxes(rng, 30, 20), random_scores(rng, 30)
    for iou_threshold, sigma in ((0.0, 0.5), (0.15, 0.01), (0.5, 9.0), (0.8, 0.5), (1.0, 0.5)):
        answer = student.soft_nms(given, scores, "linear", iou_threshold, sigma)
        expect(answer).close_to(decayed(given, scores, "linear", iou_threshold), **PRODUCTS)


@soft
def test_widths_of_gaussian_decay(student, rng):
    """sigma, not its square or its double; the IoU's threshold plays no part."""
    given, scores = random_boxes(rng, 30, 20), random_scores(rng, 30)
    for sigma, iou_threshold in ((0.1, 0.3), (0.5, 0.9), (1.0, 0.0), (3.0, 0.5)):
        answer = student.soft_nms(given, scores, "gaussian", iou_threshold, sigma)
        expect(answer).close_to(decayed(given, scores, "gaussian", sigma=sigma), **PRODUCTS)


@soft
def test_score_thresholds(student, rng):
    """Boxes are dropped before the first round, and after any."""
    given, scores = random_boxes(rng, 40, 20), random_scores(rng, 40)
    for limit in (1e-9, 0.1, 0.4, 0.8):
        for method in ("linear", "gaussian"):
            answer = student.soft_nms(given, scores, method, 0.3, 0.5, limit)
            expected = decayed(given, scores, method, score_threshold=limit)
            expect(answer).close_to(expected, **PRODUCTS)


@soft
def test_limits_that_are_met_exactly(student):
    """An IoU equal to iou_threshold is spared, a score equal to score_threshold stays."""
    for dtype in (F32, F64):
        given, scores = HALF.to(dtype), reals(1, 0.5, 0.75, dtype=dtype)
        answer = student.soft_nms(given, scores, "linear", 0.5)
        expect(answer).close_to((whole(0, 2, 1), reals(1, 0.75, 0.5, dtype=dtype)))
        answer = student.soft_nms(given, scores, "linear", 0.5 - 1e-6, 0.5, 0.25)
        expect(answer).close_to((whole(0, 2, 1), reals(1, 0.75, 0.25, dtype=dtype)))
        answer = student.soft_nms(given, scores, "linear", 0.49, 0.5, 0.26)
        expect(answer).close_to((whole(0, 2), reals(1, 0.75, dtype=dtype)))
        answer = student.soft_nms(given, scores, "linear", 0.5, 0.5, 1.0)
        expect(answer).close_to((whole(0), reals(1, dtype=dtype)))


@soft
def test_every_selected_box_lowers_the_rest(student):
    """Factors multiply: a box under three others falls three times."""
    given = boxes([0, 0, 4, 4], [0, 0, 4, 4], [0, 0, 4, 2], [0, 0, 2, 4])
    # 1: IoU 1 with box 0, so 0 and out. 2: halved. 3: halved, then once more by 1 - 1/3.
    answer = student.soft_nms(given, reals(1, 0.9, 0.8, 0.6))
    expect(answer).close_to((whole(0, 2, 3), reals(1, 0.4, 0.2)))


@soft
def test_selected_scores_are_final(student, rng):
    """The best box of all keeps its score, and scores fall from one to the next."""
    given, scores = random_boxes(rng, 25, 10), random_scores(rng, 25)
    for method in ("linear", "gaussian"):
        indices, values = decayed(given, scores, method)
        answer = student.soft_nms(given, scores, method)
        expect(answer).close_to((indices, values), **PRODUCTS)
    far = boxes([0, 0, 4, 4], [90, 0, 94, 4], [0, 90, 4, 94])
    for method in ("linear", "gaussian"):
        answer = student.soft_nms(far, reals(2, 7, 5), method)
        expect(answer).close_to((whole(1, 2, 0), reals(7, 5, 2)))


@soft
def test_of_equal_scores_the_lower_index_is_selected(student):
    """At the start, and where decay makes them equal."""
    apart = boxes(*([9.0 * i, 0, 9.0 * i + 3, 3] for i in range(4)))
    expect(student.soft_nms(apart, reals(1, 2, 1, 2))).close_to(
        (whole(1, 3, 0, 2), reals(2, 2, 1, 1))
    )
    answer = student.soft_nms(HALF[[0, 1, 2]], reals(1, 0.5, 0.25))
    expect(answer).close_to((whole(0, 1, 2), reals(1, 0.25, 0.25)))


@soft
def test_nothing_left(student):
    """No boxes, or none that reaches the threshold, negative and NaN scores among them."""
    for dtype in (F32, F64):
        none = whole(), reals(dtype=dtype)
        for method in ("linear", "gaussian"):
            answer = student.soft_nms(torch.zeros(0, 4, dtype=dtype), reals(dtype=dtype), method)
            expect(answer).close_to(none)
            answer = student.soft_nms(HALF.to(dtype), reals(1e-4, 0, -3, dtype=dtype), method)
            expect(answer).close_to(none)


@soft
def test_nan_and_negative_scores_are_dropped(student):
    """They are below every threshold, and lower nobody's score."""
    for method in ("linear", "gaussian"):
        answer = student.soft_nms(HALF, reals(float("nan"), 0.5, 0.7), method)
        expect(answer).close_to((whole(2, 1), reals(0.7, 0.5)))
        answer = student.soft_nms(HALF, reals(-0.9, 0.5, float("nan")), method)
        expect(answer).close_to((whole(1), reals(0.5)))


@soft
def test_other_methods_are_refused(student):
    """ValueError, whatever else is asked for."""
    expect(student.soft_nms(HALF, reals(3, 2, 1), "linear")).close_to(
        (whole(0, 1, 2), reals(3, 1, 1))
    )
    for method in ("hard", "", "Linear", None):
        expect.raises(ValueError, student.soft_nms, HALF, reals(3, 2, 1), method)


@soft
def test_soft_suppression_of_boxes_without_area(student):
    """Points and inverted boxes keep their scores and lower nobody's."""
    given = boxes([1, 1, 1, 1], [0, 0, 4, 4], [1, 1, 1, 1], [3, 3, 1, 1], [3, 1, 1, 3])
    for method in ("linear", "gaussian"):
        answer = student.soft_nms(given, reals(0.5, 0.4, 0.3, 0.2, 0.1), method)
        expect(answer).close_to((whole(0, 1, 2, 3, 4), reals(0.5, 0.4, 0.3, 0.2, 0.1)))


@soft
def test_soft_suppression_of_integer_boxes(student):
    """Areas do not overflow; in float32 the scores are float32."""
    rows = [[0, 0, 200, 200], [0, 0, 200, 100], [210, 210, 250, 250]]
    for dtype in (torch.int64, torch.int16, torch.uint8):
        given = torch.tensor(rows, dtype=dtype)
        answer = student.soft_nms(given, reals(0.9, 0.8, 0.6, dtype=F32))
        expect(answer).close_to((whole(0, 2, 1), reals(0.9, 0.6, 0.4, dtype=F32)), **SINGLE)
    for dtype in (torch.int64, torch.int16):  # float16 would round them
        given = torch.tensor([[3001, 0, 3011, 10], [3002, 0, 3012, 10]], dtype=dtype)
        answer = student.soft_nms(given, reals(0.5, 0.7, dtype=F32))
        expect(answer).close_to((whole(1, 0), reals(0.7, 0.5 * 2 / 11, dtype=F32)), **SINGLE)


@soft
def test_soft_suppression_leaves_its_inputs_alone(student, probes, rng):
    """The scores above all are kept; any layout of memory, call after call."""
    given, scores = random_boxes(rng, 20, 10), random_scores(rng, 20)
    for method in ("linear", "gaussian"):
        expected = decayed(given, scores, method)
        expect(student.soft_nms(given, scores, method)).close_to(expected, **PRODUCTS)
        expect.inputs_kept(student)
        expect.fresh_result(student)
        answer = student.run(probes.with_strided_inputs, student.soft_nms, given, scores, method)
        expect(answer).close_to(expected, **PRODUCTS)
    one, two = decayed(given, scores, "linear"), decayed(given, scores, "gaussian")
    calls = (given, scores, "linear"), (given, scores, "gaussian")
    answer = student.run(probes.twice, student.soft_nms, *calls)
    expect(answer).close_to((one, two, one), **PRODUCTS)


@soft
def test_a_single_box_is_copied(student):
    """Its score comes back in new memory."""
    for method in ("linear", "gaussian"):
        answer = student.soft_nms(boxes([1, 2, 3, 4]), reals(0.8), method)
        expect(answer).close_to((whole(0), reals(0.8)))
        expect.fresh_result(student)


@soft
def test_soft_suppression_runs_where_the_boxes_are(student, probes, rng):
    """No tensor of the default device meets them; both results lie with them."""
    given, scores = random_boxes(rng, 10, 5), random_scores(rng, 10)
    for method in ("linear", "gaussian"):
        expected = decayed(given, scores, method)
        expect(student.soft_nms(given, scores, method)).close_to(expected, **PRODUCTS)
        problem = student.run(probes.on_another_device, student.soft_nms, given, scores, method)
        expect(problem).satisfies(problem == "", f"With inputs on another device: {problem}.")
