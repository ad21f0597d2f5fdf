"""What you can check yourself: the three kinds of suppression."""

from __future__ import annotations

import math

import pytest
import torch

from autograder.feedback import expect

suppress = pytest.mark.exercise("nms")
batched = pytest.mark.exercise("batched_nms")
soft = pytest.mark.exercise("soft_nms")

F64 = torch.float64


def boxes(*rows):
    """Boxes in float64."""
    return torch.tensor(rows, dtype=F64).reshape(-1, 4)


def reals(*values):
    """Scores in float64."""
    return torch.tensor(values, dtype=F64)


def whole(*values):
    """Indices or classes."""
    return torch.tensor(values, dtype=torch.int64)


# Three boxes in a row: neighbours share a third (IoU 1/3), the outer two nothing.
ROW = boxes([0, 0, 4, 4], [2, 0, 6, 4], [4, 0, 8, 4])
# Boxes of IoU 1/2 with the first one.
HALF = boxes([0, 0, 4, 4], [0, 0, 4, 2], [20, 0, 24, 4])


@suppress
def test_best_of_a_heap(student):
    """The middle box has the best score and suppresses both neighbours."""
    expect(student.nms(ROW, reals(0.3, 0.9, 0.5), 0.3)).close_to(whole(1))
    expect(student.nms(ROW, reals(0.3, 0.9, 0.5), 0.4)).close_to(whole(1, 2, 0))


@suppress
def test_a_suppressed_box_suppresses_nothing(student):
    """The first suppresses the middle one; so the last, which only meets that one, stays."""
    expect(student.nms(ROW, reals(0.9, 0.8, 0.7), 0.3)).close_to(whole(0, 2))


@suppress
def test_an_iou_equal_to_the_threshold_is_kept(student):
    """IoU 1/2 is not above 1/2."""
    expect(student.nms(HALF, reals(0.4, 0.9, 0.6), 0.5)).close_to(whole(1, 2, 0))
    expect(student.nms(HALF, reals(0.4, 0.9, 0.6), 0.49)).close_to(whole(1, 2))


@suppress
def test_no_boxes_give_no_indices(student):
    """int64 all the same."""
    expect(student.nms(boxes(), reals(), 0.5)).close_to(whole())


@batched
def test_classes_do_not_meet(student):
    """Three times the same box: the second of class 7 goes."""
    same = boxes([1, 1, 3, 5]).repeat(3, 1)
    answer = student.batched_nms(same, reals(0.5, 0.9, 0.7), whole(7, 4, 7), 0.5)
    expect(answer).close_to(whole(1, 2))


@batched
def test_negative_coordinates_do_not_mix_classes(student):
    """All edges are below zero, the last at -1."""
    answer = student.batched_nms(ROW - 9, reals(0.9, 0.8, 0.7), whole(0, 1, 0), 0.3)
    expect(answer).close_to(whole(0, 1, 2))


@batched
def test_one_class_is_plain_suppression(student):
    """As in nms, by falling score."""
    answer = student.batched_nms(ROW, reals(0.7, 0.8, 0.9), whole(3, 3, 3), 0.3)
    expect(answer).close_to(whole(2, 0))


@soft
def test_linear_decay(student):
    """IoU 1/2 halves the score, so the box takes its turn later; 1/3 leaves two thirds."""
    answer = student.soft_nms(HALF, reals(0.8, 0.9, 0.6))
    expect(answer).close_to((whole(1, 2, 0), reals(0.9, 0.6, 0.4)))
    answer = student.soft_nms(ROW, reals(0.9, 0.6, 0.3))
    expect(answer).close_to((whole(0, 1, 2), reals(0.9, 0.4, 0.2)))


@soft
def test_linear_decay_spares_a_small_overlap(student):
    """IoU 1/3 is not above 0.4."""
    answer = student.soft_nms(ROW, reals(0.9, 0.8, 0.7), iou_threshold=0.4)
    expect(answer).close_to((whole(0, 1, 2), reals(0.9, 0.8, 0.7)))


@soft
def test_gaussian_decay(student):
    """exp(-IoU^2 / sigma), for every overlap."""
    third = math.exp(-1 / 9 / 0.5)
    answer = student.soft_nms(ROW, reals(0.9, 0.8, 0.1), "gaussian", iou_threshold=0.4)
    expect(answer).close_to((whole(0, 1, 2), reals(0.9, 0.8 * third, 0.1 * third)))
    third = math.exp(-1 / 9 / 2)
    answer = student.soft_nms(ROW, reals(0.9, 0.8, 0.1), method="gaussian", sigma=2.0)
    expect(answer).close_to((whole(0, 1, 2), reals(0.9, 0.8 * third, 0.1 * third)))


@soft
def test_low_scores_are_dropped(student):
    """A decayed score of 0.2 is below 0.25, and 0.25 itself is not."""
    answer = student.soft_nms(HALF, reals(0.9, 0.4, 0.25), score_threshold=0.25)
    expect(answer).close_to((whole(0, 2), reals(0.9, 0.25)))
