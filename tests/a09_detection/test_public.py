"""What you can check yourself: formats and overlap. More tests run when your work is graded."""

from __future__ import annotations

import pytest
import torch

from autograder.feedback import expect

convert = pytest.mark.exercise("convert_boxes")
iou = pytest.mark.exercise("box_iou")
giou = pytest.mark.exercise("generalized_box_iou")

F64 = torch.float64
ROUNDED = {"rtol": 0, "atol": 5e-5}  # numbers that were published with four digits

# The test case of torchvision's own documentation of overlap: four boxes against three.
FOUR = torch.tensor(
    [[0, 0, 100, 100], [0, 0, 50, 50], [200, 200, 300, 300], [0, 0, 25, 25]], dtype=F64
)
THREE = FOUR[:3]


def boxes(*rows):
    """Boxes in float64."""
    return torch.tensor(rows, dtype=F64).reshape(-1, 4)


# One pair of boxes in each format.
SAME = {
    "xyxy": boxes([10, 20, 14, 30], [-3, 0, 2, 1.5]),
    "xywh": boxes([10, 20, 4, 10], [-3, 0, 5, 1.5]),
    "cxcywh": boxes([12, 25, 4, 10], [-0.5, 0.75, 5, 1.5]),
}


@convert
@pytest.mark.parametrize("source", SAME)
def test_every_format_to_every_other(student, source):
    """The same two boxes, written in three ways."""
    for target, expected in SAME.items():
        expect(student.convert_boxes(SAME[source], source, target)).close_to(expected)


@convert
def test_the_same_format_gives_a_copy(student):
    """A new tensor with the same values."""
    expect(student.convert_boxes(SAME["xywh"], "xywh", "xywh")).close_to(SAME["xywh"])
    expect.fresh_result(student)


@convert
def test_unknown_formats_are_refused(student):
    """ValueError, on either side."""
    expect(student.convert_boxes(SAME["xyxy"], "xyxy", "xywh")).close_to(SAME["xywh"])
    expect.raises(ValueError, student.convert_boxes, SAME["xyxy"], "xyxy", "yxyx")
    expect.raises(ValueError, student.convert_boxes, SAME["xyxy"], "corners", "xywh")


@iou
def test_iou_of_published_boxes(student):
    """A quarter, a sixteenth, and nothing shared."""
    expected = boxes([1, 0.25, 0, 0.0625], [0.25, 1, 0, 0.25], [0, 0, 1, 0]).T.contiguous()
    expect(student.box_iou(FOUR, THREE)).close_to(expected)


@iou
def test_iou_by_hand(student):
    """Shared 3 x 2 = 6, together 24 + 12 - 6 = 30."""
    answer = student.box_iou(boxes([0, 0, 6, 4]), boxes([3, 2, 7, 5], [6, 0, 9, 4]))
    expect(answer).close_to(torch.tensor([[0.2, 0]], dtype=F64))


@iou
def test_iou_of_boxes_apart_is_zero(student):
    """Apart along both axes, along one, and touching."""
    others = boxes([5, 5, 9, 8], [0, 5, 2, 8], [-6, 0, -3, 2], [2, 0, 4, 2], [2, 2, 3, 3])
    expect(student.box_iou(boxes([0, 0, 2, 2]), others)).close_to(torch.zeros(1, 5, dtype=F64))


@iou
def test_iou_of_a_box_without_area_is_zero(student):
    """Nothing is shared, also with itself; 0 / 0 is not the answer."""
    flat = boxes([1, 1, 1, 1], [0, 1, 3, 1])
    answer = student.box_iou(flat, torch.cat([flat, boxes([0, 0, 4, 4])]))
    expect(answer).close_to(torch.zeros(2, 3, dtype=F64))


@giou
def test_giou_of_published_boxes(student):
    """Boxes that are far apart go below zero."""
    expected = boxes(
        [1, 0.25, -0.7778, 0.0625], [0.25, 1, -0.8611, 0.25], [-0.7778, -0.8611, 1, -0.8819]
    ).T.contiguous()
    expect(student.generalized_box_iou(FOUR, THREE)).close_to(expected, **ROUNDED)


@giou
def test_giou_by_hand(student):
    """IoU 6 / 30; the box around both is 7 x 5 = 35, of which 5 are empty."""
    answer = student.generalized_box_iou(boxes([0, 0, 6, 4]), boxes([3, 2, 7, 5]))
    expect(answer).close_to(torch.tensor([[6 / 30 - 5 / 35]], dtype=F64))


@giou
def test_giou_of_boxes_in_a_row(student):
    """Side by side leaves no gap, 0; one box width between them leaves a third."""
    others = boxes([2, 0, 4, 3], [4, 0, 6, 3])
    answer = student.generalized_box_iou(boxes([0, 0, 2, 3]), others)
    expect(answer).close_to(torch.tensor([[0, -1 / 3]], dtype=F64))
