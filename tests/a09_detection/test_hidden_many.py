"""Hidden tests: suppression of many boxes, where sorting and loops over blocks show."""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

overlap = pytest.mark.exercise("box_iou")
suppress = pytest.mark.exercise("nms")
batched = pytest.mark.exercise("batched_nms")
soft = pytest.mark.exercise("soft_nms")

F64 = torch.float64


def row(n):
    """Boxes of 4 x 4 that stand apart from each other, (n, 4)."""
    x = 9.0 * torch.arange(n, dtype=F64)
    y = torch.zeros_like(x)
    return torch.stack([x, y, x + 4, y + 4], dim=1)


def pairs(n):
    """Boxes that stand apart, then the upper half of each: an IoU of exactly 1/2, (2n, 4)."""
    return torch.cat([row(n), row(n) - torch.tensor([0, 0, 0, 2])])


def levels(n):
    """Scores of three levels, (n,), and the indices by falling score, of equals the lower first."""
    scores = torch.arange(n, dtype=F64) % 3
    return scores, torch.tensor(sorted(range(n), key=lambda i: -(i % 3)))


@overlap
def test_iou_of_many_pairs(student):
    """A large table holds what small ones would."""
    halves = pairs(500)[500:]
    expected = torch.eye(300, 500, dtype=F64) / 2
    expect(student.box_iou(row(300), halves)).close_to(expected)


@suppress
def test_many_equal_scores(student):
    """Of equals the lower index comes first, however many there are."""
    for n in (40, 300):
        scores, order = levels(n)
        expect(student.nms(row(n), scores, 0.5)).close_to(order)


@suppress
def test_many_ious_at_the_threshold(student):
    """Equal to it is not above it, however far apart the two stand by score."""
    given, scores = pairs(150), torch.arange(300, 0, -1, dtype=F64)
    expect(student.nms(given, scores, 0.5)).close_to(torch.arange(300))
    expect(student.nms(given, scores, 0.49)).close_to(torch.arange(150))


@batched
def test_many_equal_scores_of_many_classes(student):
    """Of equals the lower index comes first, whatever its class."""
    for n in (40, 300):
        scores, order = levels(n)
        expect(student.batched_nms(row(n), scores, torch.arange(n) % 7, 0.5)).close_to(order)
        expect(student.batched_nms(row(n), scores, torch.zeros(n).long(), 0.5)).close_to(order)
        same = torch.ones(n, 1, dtype=F64) * row(1)
        expect(student.batched_nms(same, scores, torch.arange(n), 0.5)).close_to(order)


@batched
def test_a_large_class_among_small_ones(student, rng):
    """A class of hundreds and classes of a few: of each pair the higher score stays."""
    n = 220
    scores = torch.from_numpy(rng.permutation(2 * n)).double()
    classes = torch.arange(n).clamp(min=200).repeat(2)
    answer = student.batched_nms(pairs(n), scores, classes, 0.4)
    order = scores.argsort(descending=True)
    expect(answer).close_to(order[(scores > scores.roll(n))[order]])


@soft
def test_many_equal_scores_in_turn(student):
    """Of equals the lower index is selected first, round by round."""
    scores, order = levels(90)
    for method in ("linear", "gaussian"):
        answer = student.soft_nms(row(90), scores + 1, method)
        expect(answer).close_to((order, scores[order] + 1))
