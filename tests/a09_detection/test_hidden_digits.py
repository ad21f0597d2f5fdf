"""Hidden tests: suppression with all digits of float64, and of integers in float32."""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

suppress = pytest.mark.exercise("nms")
batched = pytest.mark.exercise("batched_nms")

F64 = torch.float64


def pair(offset=0.0):
    """Two boxes of float64 whose IoU is 9 / 11."""
    return torch.tensor([[0, 0, 10, 10], [1, 0, 11, 10]], dtype=F64) + offset


@suppress
def test_scores_are_compared_with_all_digits(student):
    """A score that is higher by 1e-12 is higher."""
    scores = torch.tensor([0.5, 0.5 + 1e-12], dtype=F64)
    expect(student.nms(pair(), scores, 0.5)).close_to(torch.tensor([1]))


@suppress
def test_boxes_are_compared_with_all_digits(student):
    """Far from the origin a float32 could not tell the two from lines."""
    scores = torch.tensor([0.9, 0.8], dtype=F64)
    expect(student.nms(pair(1e9), scores, 0.5)).close_to(torch.tensor([0]))
    expect(student.nms(pair(1e9), scores, 0.9)).close_to(torch.tensor([0, 1]))


@suppress
def test_integer_boxes_are_not_rounded(student):
    """Whole numbers that float32 holds and float16 does not; the scores are floats."""
    scores = torch.tensor([0.4, 0.5])
    for dtype in (torch.int64, torch.int16):
        given = pair(3001).to(dtype)
        expect(student.nms(given, scores, 0.825)).close_to(torch.tensor([1, 0]))
        expect(student.nms(given, scores, 0.81)).close_to(torch.tensor([1]))


@batched
def test_integer_boxes_of_a_class_are_not_rounded(student):
    """Whole numbers that float32 holds and float16 does not."""
    scores, classes = torch.tensor([0.4, 0.5]), torch.tensor([3, 3])
    for dtype in (torch.int64, torch.int16):
        given = pair(3001).to(dtype)
        expect(student.batched_nms(given, scores, classes, 0.825)).close_to(torch.tensor([1, 0]))
        expect(student.batched_nms(given, scores, classes, 0.81)).close_to(torch.tensor([1]))


@batched
def test_a_huge_box_of_another_class_rounds_nothing(student):
    """Moving classes apart by the width of the largest box loses the digits of the small ones."""
    boxes = torch.tensor([[0, 0, 1e17, 1], [0, 0, 10, 10], [5, 0, 15, 10]], dtype=F64)
    scores, classes = torch.tensor([0.9, 0.8, 0.7], dtype=F64), torch.tensor([0, 1, 1])
    expect(student.batched_nms(boxes, scores, classes, 0.5)).close_to(torch.tensor([0, 1, 2]))
