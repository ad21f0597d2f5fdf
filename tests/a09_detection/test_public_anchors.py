"""What you can check yourself: anchors and deltas."""

from __future__ import annotations

import math

import pytest
import torch

from autograder.feedback import expect

anchors = pytest.mark.exercise("make_anchors")
encode = pytest.mark.exercise("encode_boxes")
decode = pytest.mark.exercise("decode_boxes")

F64 = torch.float64


def rows(*values):
    """Boxes or deltas in float64."""
    return torch.tensor(values, dtype=F64).reshape(-1, 4)


# The handout's example: an anchor of 40 x 20, and a box of 20 x 40 beside it.
ANCHOR, BOX = rows([10, 20, 50, 40]), rows([30, 15, 50, 55])
DELTAS = rows([0.25, 0.25, -math.log(2), math.log(2)])


@anchors
def test_anchors_of_one_cell(student):
    """Ratio 4 with area 8 x 8: height 16, width 4; around the middle of the cell."""
    answer = student.make_anchors([8], [1, 4], stride=10, feature_size=1, dtype=F64)
    expect(answer).close_to(rows([1, 1, 9, 9], [3, -3, 7, 13]))


@anchors
def test_anchors_go_row_by_row(student):
    """Two rows of three cells; the columns lie 4 pixels apart, the rows 10."""
    answer = student.make_anchors([2], [1], stride=(10, 4), feature_size=(2, 3), dtype=F64)
    expected = rows(
        *([4 * j + 1, 10 * i + 4, 4 * j + 3, 10 * i + 6] for i in range(2) for j in range(3))
    )
    expect(answer).close_to(expected)


@anchors
def test_sizes_first_then_ratios(student):
    """In one cell: both ratios of the first size, then both of the second; float32."""
    answer = student.make_anchors((4, 8), (0.25, 4), 16, (1, 1))
    shapes = [(8, 2), (2, 8), (16, 4), (4, 16)]
    expected = rows(*([8 - w / 2, 8 - h / 2, 8 + w / 2, 8 + h / 2] for w, h in shapes))
    # 1e-6: rounding to float32
    expect(answer).close_to(expected.float(), rtol=1e-6, atol=1e-6)


@encode
def test_deltas_by_hand(student):
    """10 of 40 to the right, 5 of 20 down, half as wide, twice as high."""
    expect(student.encode_boxes(ANCHOR, BOX)).close_to(DELTAS)


@encode
def test_an_anchor_that_fits_needs_no_deltas(student):
    """Four zeros."""
    expect(student.encode_boxes(ANCHOR, ANCHOR)).close_to(rows([0, 0, 0, 0]))


@encode
def test_each_anchor_has_its_own_box(student):
    """Row by row, not each with each."""
    answer = student.encode_boxes(torch.cat([ANCHOR, BOX]), torch.cat([BOX, BOX]))
    expect(answer).close_to(torch.cat([DELTAS, rows([0, 0, 0, 0])]))


@decode
def test_box_by_hand(student):
    """The example backwards."""
    expect(student.decode_boxes(ANCHOR, DELTAS)).close_to(BOX)


@decode
def test_zero_deltas_give_the_anchor(student):
    """Nothing moves."""
    expect(student.decode_boxes(ANCHOR, rows([0, 0, 0, 0]))).close_to(ANCHOR)


@decode
def test_deltas_move_in_units_of_the_anchor(student):
    """One width to the right and one height up."""
    answer = student.decode_boxes(ANCHOR, rows([1, -1, 0, 0]))
    expect(answer).close_to(rows([50, 0, 90, 20]))
