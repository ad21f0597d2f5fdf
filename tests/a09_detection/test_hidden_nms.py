"""Hidden tests: suppression, for all boxes and for each class."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torchvision import ops

from autograder.feedback import expect

suppress = pytest.mark.exercise("nms")
batched = pytest.mark.exercise("batched_nms")

F32, F64 = torch.float32, torch.float64
INF, NAN = float("inf"), float("nan")
ROW = [[0, 0, 4, 4], [2, 0, 6, 4], [4, 0, 8, 4]]  # neighbours have the IoU 1/3
LIMITS = 2**63 - 1, -(2**63)  # of int64


def random_boxes(rng, n, extent=60.0):
    """Boxes in float64 with sides of 5 to 40 whose first corner is up to `extent` away from 0."""
    corner, sides = rng.uniform(-extent, extent, (n, 2)), rng.uniform(5, 40, (n, 2))
    return torch.from_numpy(np.concatenate([corner, corner + sides], axis=1))


def random_scores(rng, n):
    """Scores in float64, all different, of either sign."""
    return torch.from_numpy(rng.permutation(np.linspace(-1.5, 1, n)))


def boxes(*rows, dtype=F64):
    """Boxes of literals."""
    return torch.tensor(rows, dtype=dtype).reshape(-1, 4)


def reals(*values):
    """Scores of literals, float64."""
    return torch.tensor(values, dtype=F64)


def whole(*values):
    """Indices or classes of literals."""
    return torch.tensor(values, dtype=torch.int64)


def table(given):
    """IoU of every two boxes, (n, n), float64, by NumPy; 0 for boxes without area."""
    x1, y1, x2, y2 = given.double().numpy().T
    width = np.minimum.outer(x2, x2) - np.maximum.outer(x1, x1)
    height = np.minimum.outer(y2, y2) - np.maximum.outer(y1, y1)
    shared = np.maximum(width, 0) * np.maximum(height, 0)
    areas = np.maximum(x2 - x1, 0) * np.maximum(y2 - y1, 0)
    return shared / np.maximum(np.add.outer(areas, areas) - shared, 1e-300)


def greedy(given, scores, threshold, classes=None):
    """Kept indices by falling score, box by box."""
    iou, kept = table(given), []
    same = np.ones_like(iou, bool) if classes is None else np.equal.outer(classes, classes)
    for i in sorted(range(len(scores)), key=lambda i: -float(scores[i])):
        if not any(same[i, j] and iou[i, j] > threshold for j in kept):
            kept.append(i)
    return whole(*kept)


def clear_threshold(given, low, high):
    """A threshold that no two boxes come near, so that rounding decides nothing."""
    iou = table(given)
    inside = iou[(low < iou) & (iou < high)]
    edges = np.unique(np.concatenate([[low], inside, [high]]))
    widest = int(np.argmax(np.diff(edges)))
    return float(edges[widest] + edges[widest + 1]) / 2


def compare(student, given, scores, threshold):
    """Indices and their order."""
    expect(student.nms(given, scores, threshold)).close_to(greedy(given, scores, threshold))


def runs_elsewhere(student, probes, function, *args):
    """Inputs on another device than torch's default one: the result lies with them."""
    problem = student.run(probes.on_another_device, function, *args)
    expect(problem).satisfies(problem == "", f"With inputs on another device: {problem}.")


@suppress
@pytest.mark.parametrize("dtype", [F64, F32], ids=["float64", "float32"])
def test_random_heaps(student, rng, dtype):
    """Loose and strict thresholds, few boxes and many, of positive and negative scores."""
    for n, extent in ((40, 20), (200, 60)):
        given = random_boxes(rng, n, extent).to(dtype)
        scores = random_scores(rng, n).to(dtype)
        for low, high in ((0.05, 0.15), (0.4, 0.6), (0.7, 0.9)):
            compare(student, given, scores, clear_threshold(given, low, high))


@suppress
def test_agrees_with_torchvision(student, rng):
    """Three hundred boxes in one heap."""
    given, scores = random_boxes(rng, 300, 30), random_scores(rng, 300)
    threshold = clear_threshold(given, 0.3, 0.5)
    expect(student.nms(given, scores, threshold)).close_to(ops.nms(given, scores, threshold))


@suppress
def test_indices_follow_the_scores(student, rng):
    """Boxes apart from each other are all kept, the best first, wherever it stands."""
    scores = random_scores(rng, 12)
    corner = torch.from_numpy(rng.permutation(12)).double()[:, None] * 100.0
    given = corner + reals(0, 0, 50, 20)
    expect(student.nms(given, scores, 0.5)).close_to(scores.argsort(descending=True))


@suppress
def test_chains(student):
    """Every second box of a chain survives, from whichever end it begins."""
    chain = boxes(*([2.0 * i, 1, 2.0 * i + 4, 6] for i in range(9)))
    falling = torch.arange(9, 0, -1).double()
    expect(student.nms(chain, falling, 0.3)).close_to(whole(0, 2, 4, 6, 8))
    expect(student.nms(chain[:8], falling[:8].flip(0), 0.3)).close_to(whole(7, 5, 3, 1))
    expect(student.nms(chain[:5], reals(1, 5, 4, 2, 3), 0.3)).close_to(whole(1, 4))
    expect(student.nms(chain[:5], reals(3, 5, 1, 4, 2), 0.3)).close_to(whole(1, 3))


@suppress
def test_equal_boxes(student):
    """One is left, even below the threshold of 1; at 1 none is above it."""
    given, scores = boxes([3, 1, 7, 9]).repeat(5, 1), reals(0.2, 0.5, 0.1, 0.9, 0.4)
    expect(student.nms(given, scores, 0.99)).close_to(whole(3))
    expect(student.nms(given, scores, 0.0)).close_to(whole(3))
    expect(student.nms(given, scores, 1.0)).close_to(whole(3, 1, 4, 0, 2))


@suppress
def test_thresholds_that_are_met_exactly(student):
    """IoU of 1/4, 1/2 and 3/4, exact in any precision: equal is kept, a little more is not."""
    for dtype in (F32, F64):
        given = boxes([0, 0, 4, 8], [0, 0, 4, 6], [0, 0, 4, 4], [0, 0, 4, 2], dtype=dtype)
        scores = torch.tensor([0.9, 0.5, 0.6, 0.7], dtype=dtype)
        for row, iou in ((1, 0.75), (2, 0.5), (3, 0.25)):
            pair, two = given[[row, 0]], scores[[row, 0]]
            expect(student.nms(pair, two, iou)).close_to(whole(1, 0))
            expect(student.nms(pair, two, iou - 1e-6)).close_to(whole(1))
    touching = boxes([0, 0, 2, 2], [2, 0, 4, 2], [0, 2, 2, 4])
    expect(student.nms(touching, reals(1, 3, 2), 0.0)).close_to(whole(1, 2, 0))
    expect(student.nms(boxes(*ROW), reals(1, 3, 2), 0.0)).close_to(whole(1))


@suppress
def test_scores_of_any_size(student):
    """All negative, all zero but one, huge and tiny: only their order counts."""
    for values in ((-3, -1, -2), (0, 1e-30, 1e-40), (-1e30, 1e30, 0), (5, 1e300, -1e300)):
        expect(student.nms(boxes(*ROW), reals(*values), 0.4)).close_to(
            reals(*values).argsort(descending=True)
        )
        expect(student.nms(boxes(*ROW), reals(*values), 0.3)).close_to(whole(1))


@suppress
def test_of_equal_scores_the_lower_index_comes_first(student):
    """Among boxes apart, and where one must suppress the other."""
    apart = boxes(*([9.0 * i, 0, 9.0 * i + 3, 3] for i in range(6)))
    expect(student.nms(apart, reals(1, 2, 1, 2, 1, 2), 0.5)).close_to(whole(1, 3, 5, 0, 2, 4))
    same = boxes([0, 0, 3, 3]).repeat(3, 1)
    expect(student.nms(same, reals(2, 2, 2), 0.5)).close_to(whole(0))


@suppress
def test_nan_comes_before_every_number(student):
    """As torch.sort has it; infinity is a number."""
    given = boxes(*ROW)
    expect(student.nms(given, reals(0.5, 0.9, NAN), 0.4)).close_to(whole(2, 1, 0))
    expect(student.nms(given, reals(0.5, NAN, 0.9), 0.3)).close_to(whole(1))
    expect(student.nms(given, reals(INF, -INF, NAN), 0.4)).close_to(whole(2, 0, 1))
    expect(student.nms(given, reals(INF, NAN, 0), 0.3)).close_to(whole(1))


@suppress
def test_boxes_without_area_are_kept(student):
    """Points, lines and inverted boxes suppress nothing and are suppressed by nothing."""
    given = boxes(
        [1, 1, 1, 1], [0, 0, 4, 4], [1, 1, 1, 1], [3, 3, 1, 1], [0, 2, 4, 2], [3, 1, 1, 3]
    )
    scores = reals(6, 5, 4, 3, 2, 1)
    for threshold in (0.0, 0.5):
        expect(student.nms(given, scores, threshold)).close_to(whole(0, 1, 2, 3, 4, 5))
        flipped = student.nms(given, scores.flip(0).contiguous(), threshold)
        expect(flipped).close_to(whole(5, 4, 3, 2, 1, 0))


@suppress
def test_places_and_units_do_not_matter(student, rng):
    """Boxes far away, left and above of the origin, or a millionth of a pixel wide."""
    given, scores = random_boxes(rng, 40, 20), random_scores(rng, 40)
    threshold = clear_threshold(given, 0.3, 0.5)
    kept = greedy(given, scores, threshold)
    for unit, move in ((1e-6, 0), (1e-3, 0), (1e6, 0), (1, 1e6), (1, -1e6)):
        expect(student.nms(unit * given + move, scores, threshold)).close_to(kept)


@suppress
def test_none_and_one(student):
    """No boxes, or a single one, in both precisions."""
    for dtype in (F32, F64):
        empty = student.nms(torch.zeros(0, 4, dtype=dtype), torch.zeros(0, dtype=dtype), 0.5)
        expect(empty).close_to(whole())
        single = student.nms(boxes([1, 2, 3, 4], dtype=dtype), torch.zeros(1, dtype=dtype), 0.5)
        expect(single).close_to(whole(0))


@suppress
def test_integer_boxes_count_as_floats(student):
    """Areas do not overflow and differences do not wrap; the scores are floats."""
    rows = [[0, 0, 200, 200], [20, 20, 200, 200], [210, 210, 250, 250], [150, 150, 250, 250]]
    for dtype in (torch.int64, torch.int16, torch.uint8):
        answer = student.nms(
            torch.tensor(rows, dtype=dtype), reals(0.3, 0.4, 0.1, 0.2).float(), 0.5
        )
        expect(answer).close_to(whole(1, 3, 2))


@suppress
def test_suppression_leaves_its_inputs_alone(student, probes, rng):
    """Kept as they are, in any layout of memory, call after call."""
    given, scores = random_boxes(rng, 30, 20), random_scores(rng, 30)
    threshold = clear_threshold(given, 0.3, 0.5)
    kept, last = greedy(given, scores, threshold), greedy(given, -scores, threshold)
    expect(student.nms(given, scores, threshold)).close_to(kept)
    expect.inputs_kept(student)
    answer = student.run(probes.with_strided_inputs, student.nms, given, scores, threshold)
    expect(answer).close_to(kept)
    calls = (given, scores, threshold), (given, -scores, threshold)
    expect(student.run(probes.twice, student.nms, *calls)).close_to((kept, last, kept))


@suppress
def test_suppression_runs_where_the_boxes_are(student, probes, rng):
    """No tensor of the default device meets them; the indices lie with them."""
    given, scores = random_boxes(rng, 12, 10), random_scores(rng, 12)
    threshold = clear_threshold(given, 0.3, 0.5)
    compare(student, given, scores, threshold)
    runs_elsewhere(student, probes, student.nms, given, scores, threshold)


def compare_classes(student, given, scores, classes, threshold):
    """Indices of all classes and their order."""
    answer = student.batched_nms(given, scores, classes, threshold)
    expect(answer).close_to(greedy(given, scores, threshold, classes.numpy()))


@batched
def test_random_classes(student, rng):
    """Few classes, many, and one; positive and negative coordinates and scores."""
    for n, count in ((120, 3), (90, 40), (30, 1)):
        given, scores = random_boxes(rng, n, 30), random_scores(rng, n)
        classes = torch.from_numpy(rng.integers(0, count, n))
        threshold = clear_threshold(given, 0.3, 0.5)
        compare_classes(student, given, scores, classes, threshold)


@batched
def test_each_class_is_what_nms_keeps_of_it(student, rng):
    """By torchvision, class by class; joined by falling score."""
    given, scores = random_boxes(rng, 150, 30), random_scores(rng, 150)
    classes = torch.from_numpy(rng.integers(-2, 3, 150))
    threshold = clear_threshold(given, 0.3, 0.5)
    parts = [torch.where(classes == name)[0] for name in range(-2, 3)]
    kept = torch.cat([part[ops.nms(given[part], scores[part], threshold)] for part in parts])
    kept = kept[scores[kept].argsort(descending=True)]
    expect(student.batched_nms(given, scores, classes, threshold)).close_to(kept)


@batched
def test_classes_of_negative_boxes_stay_apart(student):
    """Below zero, a largest coordinate says nothing about the width of the boxes."""
    given = boxes([-90, -90, -10, -10], [-91, -91, -11, -11], [-1, -1, 0, 0], [-79, -79, 1, 1])
    scores = reals(0.6, 0.9, 0.8, 0.7)
    for classes in (whole(0, 1, 2, 3), whole(5, 4, 3, 2), whole(-1, -2, -3, -4)):
        for move in (0, -1000, 45):
            answer = student.batched_nms(given + move, scores, classes, 0.1)
            expect(answer).close_to(whole(1, 2, 3, 0))


@batched
def test_classes_far_apart_in_space_stay_apart(student, rng):
    """Some boxes begin where others are moved to, if classes are made places."""
    step = 101.0
    given = boxes(*([step * i, step * i, step * i + 100, step * i + 100] for i in (1, 0, -1, 2)))
    given = torch.cat([given, boxes([0, 0, 100, 100])])
    for classes in (whole(0, 1, 2, 3, 4), whole(1, 2, 3, 0, -1), whole(-1, 0, 1, -2, 2)):
        answer = student.batched_nms(given, reals(5, 4, 3, 2, 1), classes, 0.2)
        expect(answer).close_to(whole(0, 1, 2, 3, 4))


@batched
def test_huge_coordinates_are_not_rounded(student):
    """A million pixels away in float32; a class may not cost any digit."""
    for move in (2.0**20, -(2.0**20)):
        given = (boxes([0, 0, 4, 4], [0, 0, 4, 3], [3, 0, 7, 4]) + move).float()
        given, scores = given.repeat(3, 1), torch.arange(9, 0, -1).float()
        classes = whole(0, 0, 0, 50, 50, 50, 90_000, 90_000, 90_000)
        answer = student.batched_nms(given, scores, classes, 0.5)
        expect(answer).close_to(whole(0, 2, 3, 5, 6, 8))
    # one box far out among small ones, as a network at the start of its training gives it
    given = boxes([0, 0, 4, 4], [0, 0, 4, 3], [3, 0, 7, 4], [0, 0, 1e12, 1e12]).float()
    for name in (0, 1, 7, 1000):
        answer = student.batched_nms(given, reals(4, 3, 2, 1).float(), whole(*[name] * 4), 0.5)
        expect(answer).close_to(whole(0, 2, 3))


@batched
def test_class_numbers_of_any_size(student):
    """Every int64 is a class of its own, also where floats cannot tell it from its neighbour."""
    names = (*LIMITS, 0, -1, 2**53, 2**53 + 1, 2**24, 2**24 + 1, 2**62, LIMITS[0] - 1, 2**32)
    given = boxes([2, 2, 9, 5]).repeat(len(names), 1)
    scores = torch.arange(len(names), 0, -1).double()
    everything = torch.arange(len(names))
    expect(student.batched_nms(given, scores, whole(*names), 0.5)).close_to(everything)
    expect(student.batched_nms(given.float(), scores.float(), whole(*names), 0.5)).close_to(
        everything
    )
    twice = whole(*names, *names)
    answer = student.batched_nms(given.repeat(2, 1), -scores.repeat(2), twice, 0.5)
    expect(answer).close_to(everything.flip(0))


@batched
def test_a_class_for_each_box(student, rng):
    """A hundred boxes of a hundred classes are all kept, by falling score."""
    given, scores = random_boxes(rng, 100, 5), random_scores(rng, 100)
    classes = torch.from_numpy(rng.permutation(100))
    answer = student.batched_nms(given, scores, classes, 0.01)
    expect(answer).close_to(scores.argsort(descending=True))


@batched
def test_chains_and_thresholds_within_a_class(student):
    """Suppression is greedy, and an IoU equal to the threshold is kept."""
    given = boxes(*ROW, *ROW)
    scores, classes = reals(9, 8, 7, 1, 3, 2), whole(4, 4, 4, 6, 6, 6)
    expect(student.batched_nms(given, scores, classes, 0.3)).close_to(whole(0, 2, 4))
    halves = boxes([0, 0, 4, 4], [0, 0, 4, 2], [0, 0, 4, 4], [0, 0, 4, 2])
    answer = student.batched_nms(halves, reals(1, 2, 3, 4), whole(1, 1, -1, -1), 0.5)
    expect(answer).close_to(whole(3, 2, 1, 0))


@batched
def test_equal_scores_and_nan_across_classes(student):
    """The lower index comes first, whatever its class; NaN before all."""
    apart = boxes(*([9.0 * i, 0, 9.0 * i + 3, 3] for i in range(5)))
    classes = whole(3, 1, 2, 1, 3)
    expect(student.batched_nms(apart, reals(1, 2, 1, 2, 1), classes, 0.5)).close_to(
        whole(1, 3, 0, 2, 4)
    )
    answer = student.batched_nms(apart, reals(1, 2, NAN, 4, 3), classes, 0.5)
    expect(answer).close_to(whole(2, 3, 4, 1, 0))
    answer = student.batched_nms(apart, reals(-INF, INF, 0, 4, NAN), classes, 0.5)
    expect(answer).close_to(whole(4, 1, 3, 2, 0))
    answer = student.batched_nms(boxes(*ROW), reals(INF, NAN, 0), whole(5, 5, 5), 0.3)
    expect(answer).close_to(whole(1))


@batched
def test_boxes_without_area_in_classes(student):
    """They are kept in every class; and no boxes give no indices."""
    given = boxes([1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 4, 4], [3, 3, 1, 1])
    answer = student.batched_nms(given, reals(1, 2, 3, 4), whole(1, 1, 1, 0), 0.0)
    expect(answer).close_to(whole(3, 2, 1, 0))
    for dtype in (F32, F64):
        none = torch.zeros(0, 4, dtype=dtype), torch.zeros(0, dtype=dtype), whole()
        expect(student.batched_nms(*none, 0.5)).close_to(whole())


@batched
def test_integer_boxes_in_classes(student):
    """As in nms: areas do not overflow and differences do not wrap."""
    rows = [[0, 0, 200, 200], [20, 20, 200, 200], [210, 210, 250, 250], [150, 150, 250, 250]]
    for dtype in (torch.int64, torch.int16, torch.uint8):
        given, scores = torch.tensor(rows, dtype=dtype), reals(0.3, 0.4, 0.1, 0.2).float()
        answer = student.batched_nms(given, scores, whole(8, 8, 9, 8), 0.5)
        expect(answer).close_to(whole(1, 3, 2))


@batched
def test_classes_leave_their_inputs_alone(student, probes, rng):
    """Kept as they are, in any layout of memory, on their device."""
    given, scores = random_boxes(rng, 25, 15), random_scores(rng, 25)
    classes = torch.from_numpy(rng.integers(0, 3, 25))
    threshold = clear_threshold(given, 0.3, 0.5)
    call = given, scores, classes, threshold
    compare_classes(student, *call)
    expect.inputs_kept(student)
    answer = student.run(probes.with_strided_inputs, student.batched_nms, *call)
    expect(answer).close_to(greedy(given, scores, threshold, classes.numpy()))
    runs_elsewhere(student, probes, student.batched_nms, *call)
