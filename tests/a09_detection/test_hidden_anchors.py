"""Hidden tests: anchors, and deltas in both directions."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from autograder.feedback import expect

anchors = pytest.mark.exercise("make_anchors")
encode = pytest.mark.exercise("encode_boxes")
decode = pytest.mark.exercise("decode_boxes")

F32, F64 = torch.float32, torch.float64
INF = float("inf")
SINGLE = {"rtol": 1e-5, "atol": 1e-3}  # edges of up to 1000 in float32
CLOSE = {"rtol": 1e-9, "atol": 1e-10}  # edges of up to 1000 in float64


def random_boxes(rng, n, low=5, high=40):
    """Boxes in float64 with sides of `low` to `high`, on both sides of 0."""
    corner, sides = rng.uniform(-60, 60, (n, 2)), rng.uniform(low, high, (n, 2))
    return torch.from_numpy(np.concatenate([corner, corner + sides], axis=1))


def random_deltas(rng, n):
    """Moves of up to two sides, sides of a quarter to four times as long."""
    return torch.from_numpy(rng.uniform(-1, 1, (n, 4)) * [2, 2, math.log(4), math.log(4)])


def rows(*values, dtype=F64):
    """Boxes or deltas of literals."""
    return torch.tensor(values, dtype=dtype).reshape(-1, 4)


def laid_out(sizes, ratios, stride, feature_size):
    """Anchors one by one, by plain numbers."""
    found = []
    for i in range(feature_size[0]):
        for j in range(feature_size[1]):
            x, y = (j + 0.5) * stride[1], (i + 0.5) * stride[0]
            for size in sizes:
                for ratio in ratios:
                    width = math.sqrt(size * size / ratio)
                    height = width * ratio
                    found.append([x - width / 2, y - height / 2, x + width / 2, y + height / 2])
    return rows(*found)


def to_deltas(given, targets):
    """Deltas row by row, by plain numbers."""
    found = []
    for (ax1, ay1, ax2, ay2), (x1, y1, x2, y2) in zip(
        given.tolist(), targets.tolist(), strict=True
    ):
        width, height = ax2 - ax1, ay2 - ay1
        dx, dy = (x1 + x2 - ax1 - ax2) / 2 / width, (y1 + y2 - ay1 - ay2) / 2 / height
        found.append([dx, dy, math.log((x2 - x1) / width), math.log((y2 - y1) / height)])
    return rows(*found)


def to_boxes(given, deltas):
    """Boxes row by row, by plain numbers."""
    found = []
    for (x1, y1, x2, y2), (dx, dy, dw, dh) in zip(given.tolist(), deltas.tolist(), strict=True):
        width, height = (x2 - x1) * math.exp(dw), (y2 - y1) * math.exp(dh)
        x, y = (x1 + x2) / 2 + dx * (x2 - x1), (y1 + y2) / 2 + dy * (y2 - y1)
        found.append([x - width / 2, y - height / 2, x + width / 2, y + height / 2])
    return rows(*found)


def runs_elsewhere(student, probes, function, *args, **kwargs):
    """Inputs on another device than torch's default one: the result lies with them."""
    problem = student.run(probes.on_another_device, function, *args, **kwargs)
    expect(problem).satisfies(problem == "", f"On another device: {problem}.")


@anchors
def test_anchors_of_any_layout(student, rng):
    """Rows, columns, strides, sizes and ratios in different numbers, of different values."""
    for sizes, ratios, stride, feature_size in (
        ((8, 16, 32), (0.5, 1, 2), (16, 16), (3, 5)),
        ((10.5,), (0.25, 3), (4, 7), (5, 2)),
        ((64, 20, 33), (1.5,), (9, 5), (1, 4)),
        ((12, 6), (2, 0.5, 1, 0.3), (1, 30), (4, 1)),
    ):
        answer = student.make_anchors(sizes, ratios, stride, feature_size, dtype=F64)
        expect(answer).close_to(laid_out(sizes, ratios, stride, feature_size), **CLOSE)


@anchors
def test_anchors_of_random_shapes(student, rng):
    """Sizes and ratios are real numbers, in any order."""
    sizes, ratios = rng.uniform(3, 90, 3).tolist(), rng.uniform(0.2, 5, 4).tolist()
    answer = student.make_anchors(sizes, ratios, (7, 3), (2, 3), F64)
    expect(answer).close_to(laid_out(sizes, ratios, (7, 3), (2, 3)), **CLOSE)


@anchors
def test_one_number_for_both_axes(student):
    """Stride and feature size as an int, of any integer type, or as a pair in any sequence."""
    expected = laid_out((8, 4), (1, 2), (5, 5), (3, 3))
    for stride, size in (
        (5, 3),
        (np.int64(5), np.int32(3)),
        ([5, 5], (3, 3)),
        (np.array([5, 5]), torch.tensor([3, 3])),
    ):
        expect(student.make_anchors([8, 4], [1, 2], stride, size, F64)).close_to(expected, **CLOSE)
    answer = student.make_anchors(np.array([8.0, 4]), np.array([1, 2.0]), 5, 3, F64)
    expect(answer).close_to(expected, **CLOSE)


@anchors
def test_order_is_as_given(student):
    """Nothing is sorted; what is given twice comes twice."""
    sizes, ratios = (30, 10, 20, 10), (2, 0.5, 2)
    answer = student.make_anchors(sizes, ratios, 8, 2, dtype=F64)
    expect(answer).close_to(laid_out(sizes, ratios, (8, 8), (2, 2)), **CLOSE)


@anchors
def test_anchors_reach_beyond_the_image(student):
    """Nothing is clipped, and nothing is rounded to whole pixels."""
    answer = student.make_anchors([100.25], [1, 1.7], (3, 5), (2, 2), dtype=F64)
    expect(answer).close_to(laid_out((100.25,), (1, 1.7), (3, 5), (2, 2)), **CLOSE)


@anchors
def test_anchors_come_in_the_dtype_asked_for(student):
    """float32 unless told; in float64 every digit is right."""
    expected = laid_out((7, 11), (0.3, 3), (6, 10), (3, 4))
    answer = student.make_anchors((7, 11), (0.3, 3), (6, 10), (3, 4))
    expect(answer).close_to(expected.float(), rtol=1e-5, atol=1e-5)
    answer = student.make_anchors((7, 11), (0.3, 3), (6, 10), (3, 4), dtype=F64)
    expect(answer).close_to(expected, rtol=1e-12, atol=1e-12)


@anchors
def test_no_cells_have_no_anchors(student):
    """(0, 4), whichever axis is empty."""
    for dtype in (F32, F64):
        for size in (0, (0, 3), (3, 0)):
            answer = student.make_anchors([8, 16], [1], 4, size, dtype)
            expect(answer).close_to(torch.zeros(0, 4, dtype=dtype))


@anchors
def test_calls_for_anchors_are_independent(student, probes):
    """Nothing of one call is left in the next."""
    one, two = ((8,), (1, 2), (4, 4), (2, 3), F64), ((5, 6), (1,), (3, 4), (3, 1), F64)
    answer = student.run(probes.twice, student.make_anchors, one, two)
    expected = laid_out(*one[:4]), laid_out(*two[:4])
    expect(answer).close_to((expected[0], expected[1], expected[0]), **CLOSE)


@anchors
def test_anchors_lie_on_the_device_asked_for(student, probes):
    """Every part of them."""
    answer = student.make_anchors([8, 4], [1, 2], (4, 6), (2, 3), F64, "cpu")
    expect(answer).close_to(laid_out([8, 4], [1, 2], (4, 6), (2, 3)), **CLOSE)
    call = student.make_anchors, [8, 4], [1, 2], (4, 6), (2, 3)
    runs_elsewhere(student, probes, *call, device="meta")


@encode
def test_deltas_of_random_boxes(student, rng):
    """Boxes and anchors of any place and shape."""
    given, targets = random_boxes(rng, 30), random_boxes(rng, 30)
    answer = student.encode_boxes(given, targets)
    expect(answer).close_to(to_deltas(given, targets), **CLOSE)
    some = random_boxes(rng, 4), random_boxes(rng, 4)
    expect(student.encode_boxes(*some)).close_to(to_deltas(*some), **CLOSE)


@encode
def test_deltas_do_not_depend_on_the_unit(student, rng):
    """Nothing is added to a side, however small it is."""
    given, targets = random_boxes(rng, 8), random_boxes(rng, 8)
    for unit in (1e-9, 1e-3, 1e6):
        answer = student.encode_boxes(unit * given, unit * targets)
        expect(answer).close_to(to_deltas(given, targets), **CLOSE)


@encode
def test_deltas_of_very_different_sides(student, rng):
    """A hundred times as long, or short: nothing is clamped."""
    given, large = random_boxes(rng, 8, 1, 2), random_boxes(rng, 8, 200, 300)
    expect(student.encode_boxes(given, large)).close_to(to_deltas(given, large), **CLOSE)
    expect(student.encode_boxes(large, given)).close_to(to_deltas(large, given), **CLOSE)


@encode
def test_deltas_of_flat_boxes(student):
    """The logarithm of 0 is minus infinity; the centre is still a centre."""
    given = rows([0, 0, 4, 2]).repeat(3, 1)
    answer = student.encode_boxes(given, rows([2, 1, 2, 3], [0, 5, 8, 5], [6, 7, 6, 7]))
    log = math.log(2)
    expect(answer).close_to(rows([0, 0.5, -INF, 0], [0.5, 2, log, -INF], [1, 3, -INF, -INF]))


@encode
def test_deltas_of_integer_boxes(student):
    """Integers of any type give float32."""
    given, targets = [[0, 0, 100, 40], [10, 20, 13, 25]], [[100, 50, 250, 255], [9, 8, 20, 11]]
    expected = to_deltas(rows(*given), rows(*targets)).float()
    for dtype in (torch.int64, torch.int16, torch.uint8):
        answer = student.encode_boxes(
            torch.tensor(given, dtype=dtype), torch.tensor(targets, dtype=dtype)
        )
        expect(answer).close_to(expected, rtol=1e-5, atol=1e-6)
    for dtype in (torch.int64, torch.int16):  # float16 would round them
        given, targets = [[[3001, 10, 3011, 20]], [[3002, 10, 3014, 20]]]
        answer = student.encode_boxes(
            torch.tensor(given, dtype=dtype), torch.tensor(targets, dtype=dtype)
        )
        expected = rows([0.2, 0, math.log(1.2), 0], dtype=F32)
        expect(answer).close_to(expected, rtol=1e-5, atol=1e-6)


@encode
def test_deltas_in_single_precision_and_of_no_boxes(student, rng):
    """The boxes' dtype; (0, 4) where there are none."""
    given, targets = random_boxes(rng, 10), random_boxes(rng, 10)
    answer = student.encode_boxes(given.float(), targets.float())
    expect(answer).close_to(to_deltas(given, targets).float(), rtol=1e-4, atol=1e-4)
    for dtype in (F32, F64):
        none = torch.zeros(0, 4, dtype=dtype)
        expect(student.encode_boxes(none, none)).close_to(none)


@encode
def test_encoding_leaves_its_inputs_alone(student, probes, rng):
    """Kept as they are, in any layout of memory, on their device."""
    given, targets = random_boxes(rng, 6), random_boxes(rng, 6)
    expected = to_deltas(given, targets)
    expect(student.encode_boxes(given, targets)).close_to(expected, **CLOSE)
    expect.inputs_kept(student)
    answer = student.run(probes.with_strided_inputs, student.encode_boxes, given, targets)
    expect(answer).close_to(expected, **CLOSE)
    runs_elsewhere(student, probes, student.encode_boxes, given, targets)


@decode
def test_boxes_of_random_deltas(student, rng):
    """Anchors of any place and shape, moved and stretched."""
    given, deltas = random_boxes(rng, 30), random_deltas(rng, 30)
    expect(student.decode_boxes(given, deltas)).close_to(to_boxes(given, deltas), **CLOSE)
    given, deltas = random_boxes(rng, 4), random_deltas(rng, 4)
    expect(student.decode_boxes(given, deltas)).close_to(to_boxes(given, deltas), **CLOSE)


@decode
def test_decoding_undoes_encoding(student, rng):
    """Also where sides differ by a factor of a hundred: nothing is clamped."""
    for low, high in ((5, 40), (200, 300), (0.5, 1)):
        given, targets = random_boxes(rng, 12, 1, 2), random_boxes(rng, 12, low, high)
        answer = student.decode_boxes(given, to_deltas(given, targets))
        expect(answer).close_to(targets, **CLOSE)


@decode
def test_each_delta_moves_its_own_side(student):
    """One at a time, in both directions."""
    anchor, two = rows([10, 20, 18, 24]), math.log(2)
    for delta, box in (
        ([0.5, 0, 0, 0], [14, 20, 22, 24]),
        ([0, 0.5, 0, 0], [10, 22, 18, 26]),
        ([0, 0, two, 0], [6, 20, 22, 24]),
        ([0, 0, 0, two], [10, 18, 18, 26]),
        ([-1, 0, -two, 0], [4, 20, 8, 24]),
        ([0, -2, 0, -two], [10, 13, 18, 15]),
    ):
        expect(student.decode_boxes(anchor, rows(delta))).close_to(rows(box), **CLOSE)


@decode
def test_deltas_of_minus_infinity(student):
    """A side of no length, around the centre."""
    answer = student.decode_boxes(
        rows([0, 0, 4, 2]).repeat(2, 1), rows([0.5, 0, -INF, 0], [0, 1, -INF, -INF])
    )
    expect(answer).close_to(rows([4, 0, 4, 2], [2, 3, 2, 3]))


@decode
def test_boxes_reach_beyond_the_image(student, rng):
    """Nothing is clipped at 0, and nothing at the largest anchor."""
    given, deltas = random_boxes(rng, 10), 4 * random_deltas(rng, 10)
    deltas[:, 2:] /= 4
    expect(student.decode_boxes(given, deltas)).close_to(to_boxes(given, deltas), **CLOSE)


@decode
def test_decoding_does_not_depend_on_the_unit(student, rng):
    """Nothing is added to a side, however small it is."""
    given, deltas = random_boxes(rng, 8), random_deltas(rng, 8)
    for unit in (2.0**-30, 2.0**20):
        answer = student.decode_boxes(unit * given, deltas)
        expected = unit * to_boxes(given, deltas)
        expect(answer).close_to(expected, rtol=1e-9, atol=1e-10 * unit)


@decode
def test_boxes_of_integer_anchors(student):
    """Whole edges are as good as others; halves are not cut off."""
    given = [[0, 0, 101, 40], [10, 20, 13, 255]]
    deltas = rows([0.25, -1.5, 0.5, -0.5], [0.5, 0.25, 0, 1], dtype=F32)
    expected = to_boxes(rows(*given), deltas).float()
    for dtype in (torch.int64, torch.int16, torch.uint8):
        answer = student.decode_boxes(torch.tensor(given, dtype=dtype), deltas)
        expect(answer).close_to(expected, rtol=1e-5, atol=1e-4)
    for dtype in (torch.int64, torch.int16):  # float16 would round them
        given = torch.tensor([[3001, 0, 3011, 40], [-4097, 20, -4080, 21]], dtype=dtype)
        expected = to_boxes(given, deltas).float()
        # a tenth of a pixel: a few roundings of edges of size 4000 in float32
        expect(student.decode_boxes(given, deltas)).close_to(expected, rtol=0, atol=0.1)


@decode
def test_boxes_in_single_precision_and_of_no_deltas(student, rng):
    """The deltas' dtype; (0, 4) where there are none."""
    given, deltas = random_boxes(rng, 10), random_deltas(rng, 10)
    answer = student.decode_boxes(given.float(), deltas.float())
    expect(answer).close_to(to_boxes(given, deltas).float(), **SINGLE)
    for dtype in (F32, F64):
        none = torch.zeros(0, 4, dtype=dtype)
        expect(student.decode_boxes(none, none)).close_to(none)


@decode
def test_decoding_leaves_its_inputs_alone(student, probes, rng):
    """Kept as they are, in any layout of memory, on their device."""
    given, deltas = random_boxes(rng, 6), random_deltas(rng, 6)
    expected = to_boxes(given, deltas)
    expect(student.decode_boxes(given, deltas)).close_to(expected, **CLOSE)
    expect.inputs_kept(student)
    expect(student.decode_boxes(given, torch.zeros_like(deltas))).close_to(given, **CLOSE)
    expect.fresh_result(student)
    answer = student.run(probes.with_strided_inputs, student.decode_boxes, given, deltas)
    expect(answer).close_to(expected, **CLOSE)
    runs_elsewhere(student, probes, student.decode_boxes, given, deltas)
