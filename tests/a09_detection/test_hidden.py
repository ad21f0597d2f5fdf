"""Hidden tests: formats, IoU, generalized IoU."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torchvision import ops

from autograder.feedback import expect

convert = pytest.mark.exercise("convert_boxes")
iou = pytest.mark.exercise("box_iou")
giou = pytest.mark.exercise("generalized_box_iou")

F32, F64 = torch.float32, torch.float64
FORMATS = ("xyxy", "xywh", "cxcywh")
SINGLE = {"rtol": 1e-5, "atol": 1e-6}  # a few roundings in float32
# Differences of edges of size 100, in any order: 1e-14 of them is lost.
EDGES = {"rtol": 1e-9, "atol": 1e-10}


def random_boxes(rng, n, extent=60.0):
    """Boxes in float64 with sides of 5 to 40 whose first corner is up to `extent` away from 0."""
    corner, sides = rng.uniform(-extent, extent, (n, 2)), rng.uniform(5, 40, (n, 2))
    return torch.from_numpy(np.concatenate([corner, corner + sides], axis=1))


def boxes(*rows, dtype=F64):
    """Boxes of literals."""
    return torch.tensor(rows, dtype=dtype).reshape(-1, 4)


def formats(edges):
    """The same boxes in all three formats, number by number."""
    rows = [(x1, y1, x2 - x1, y2 - y1) for x1, y1, x2, y2 in edges.tolist()]
    centres = [(x + w / 2, y + h / 2, w, h) for x, y, w, h in rows]
    return dict(zip(FORMATS, (edges, boxes(*rows), boxes(*centres)), strict=True))


def overlap(p, q):
    """(IoU, generalized IoU) of two boxes, by plain numbers."""
    areas = [max(b[2] - b[0], 0.0) * max(b[3] - b[1], 0.0) for b in (p, q)]
    width = max(min(p[2], q[2]) - max(p[0], q[0]), 0.0)
    height = max(min(p[3], q[3]) - max(p[1], q[1]), 0.0)
    union = sum(areas) - width * height
    share = width * height / union if width * height else 0.0
    around = max(max(p[2], q[2]) - min(p[0], q[0]), 0.0)
    around *= max(max(p[3], q[3]) - min(p[1], q[1]), 0.0)
    return share, share - (around - union) / around if around else 0.0


def table(a, b, which=0):
    """Every pair's IoU (which=0) or generalized IoU (which=1), (n, m)."""
    rows = [[overlap(p, q)[which] for q in b.tolist()] for p in a.tolist()]
    return torch.tensor(rows, dtype=F64).reshape(len(a), len(b))


def runs_elsewhere(student, probes, function, *args, **kwargs):
    """Inputs on another device than torch's default one: the result lies with them."""
    problem = student.run(probes.on_another_device, function, *args, **kwargs)
    expect(problem).satisfies(problem == "", f"With inputs on another device: {problem}.")


@convert
@pytest.mark.parametrize("source", FORMATS)
def test_random_boxes_in_every_format(student, rng, source):
    """All of the nine pairs, boxes of any place and shape."""
    same = formats(random_boxes(rng, 7))
    for target in FORMATS:
        answer = student.convert_boxes(same[source], source, target)
        expect(answer).close_to(same[target], **EDGES)


@convert
def test_the_same_format_keeps_the_values(student, rng):
    """Boxes of any unit, in new memory."""
    for name in FORMATS:
        for factor in (1.0, 1e-12, 1e9):
            given = factor * random_boxes(rng, 5)
            expect(student.convert_boxes(given, name, name)).close_to(given, atol=1e-10 * factor)
            expect.fresh_result(student)
            expect.inputs_kept(student)


@convert
def test_boxes_to_convert_are_kept(student, rng):
    """Nothing is written into the boxes, and no result is a view of them."""
    same = formats(random_boxes(rng, 4))
    for source in FORMATS:
        for target in FORMATS:
            expect(student.convert_boxes(same[source], source, target)).close_to(
                same[target], **EDGES
            )
            expect.inputs_kept(student)
            expect.fresh_result(student)


@convert
def test_unknown_names_are_refused_on_both_sides(student, rng):
    """Also where both are the same unknown one."""
    given = random_boxes(rng, 3)
    expect(student.convert_boxes(given, "xyxy", "xyxy")).close_to(given)
    for source, target in (("xyxy", "xyhw"), ("XYXY", "xywh"), ("", "xyxy"), ("yxyx", "yxyx")):
        expect.raises(ValueError, student.convert_boxes, given, source, target)


@convert
def test_boxes_in_single_precision_stay_there(student, rng):
    """float32 in, float32 out."""
    same = formats(random_boxes(rng, 6))
    for source in FORMATS:
        for target in FORMATS:
            answer = student.convert_boxes(same[source].float(), source, target)
            # 1e-4: edges of size 100 in float32
            expect(answer).close_to(same[target].float(), rtol=1e-5, atol=1e-4)


@convert
def test_integer_boxes_become_float32(student):
    """Halves are not cut off, bytes do not overflow, and a copy is float32, too."""
    given = torch.tensor([[0, 1, 5, 4], [-3, 2, 4, 11]])
    expected = boxes([2.5, 2.5, 5, 3], [0.5, 6.5, 7, 9], dtype=F32)
    expect(student.convert_boxes(given, "xyxy", "cxcywh")).close_to(expected)
    expect(student.convert_boxes(given, "xywh", "xywh")).close_to(given.float())
    given = torch.tensor([[200, 100, 101, 255]], dtype=torch.uint8)
    expected = boxes([149.5, -27.5, 250.5, 227.5], dtype=F32)
    expect(student.convert_boxes(given, "cxcywh", "xyxy")).close_to(expected)
    expected = boxes([200, 100, 301, 355], dtype=F32)
    expect(student.convert_boxes(given, "xywh", "xyxy")).close_to(expected)
    given = torch.tensor([[3001, -4097, 3012, -4084]], dtype=torch.int16)
    expected = boxes([3006.5, -4090.5, 11, 13], dtype=F32)
    expect(student.convert_boxes(given, "xyxy", "cxcywh")).close_to(expected)


@convert
def test_no_boxes_in_every_format(student):
    """(0, 4) in, (0, 4) out."""
    for dtype in (F32, F64):
        for source in FORMATS:
            for target in FORMATS:
                answer = student.convert_boxes(torch.zeros(0, 4, dtype=dtype), source, target)
                expect(answer).close_to(torch.zeros(0, 4, dtype=dtype))


@convert
def test_conversion_of_views_and_in_turn(student, probes, rng):
    """The boxes need not lie in one piece, and no call changes the next."""
    one, two = formats(random_boxes(rng, 5)), formats(random_boxes(rng, 3))
    answer = student.run(
        probes.with_strided_inputs, student.convert_boxes, one["xywh"], "xywh", "cxcywh"
    )
    expect(answer).close_to(one["cxcywh"], **EDGES)
    answer = student.run(
        probes.twice,
        student.convert_boxes,
        (one["cxcywh"], "cxcywh", "xyxy"),
        (two["xyxy"], "xyxy", "xywh"),
    )
    expect(answer).close_to((one["xyxy"], two["xywh"], one["xyxy"]), **EDGES)


@convert
def test_conversion_runs_where_the_boxes_are(student, probes, rng):
    """No tensor of the default device meets them."""
    same = formats(random_boxes(rng, 3))
    expect(student.convert_boxes(same["xywh"], "xywh", "xyxy")).close_to(same["xyxy"], **EDGES)
    for source in FORMATS:
        for target in FORMATS:
            call = student.convert_boxes, same[source], source, target
            runs_elsewhere(student, probes, *call)


@iou
def test_iou_of_random_boxes(student, rng):
    """Every box with every other, as many rows as a has boxes."""
    for n, m in ((7, 12), (12, 7), (9, 9), (1, 5), (5, 1)):
        a, b = random_boxes(rng, n, 30), random_boxes(rng, m, 30)
        expect(student.box_iou(a, b)).close_to(table(a, b))


@iou
def test_iou_agrees_with_torchvision(student, rng):
    """Many boxes, in both precisions."""
    a, b = random_boxes(rng, 60), random_boxes(rng, 45)
    expect(student.box_iou(a, b)).close_to(ops.box_iou(a, b))
    a, b = a.float(), b.float()
    expected = table(a, b).float()
    expect(student.box_iou(a, b)).close_to(expected, rtol=1e-4, atol=1e-5)


@iou
def test_iou_of_nested_and_equal_boxes(student, rng):
    """A box in a box shares its own area; a box with itself gives 1."""
    outer = boxes([-10, -20, 30, 5])
    inner = boxes([0, 0, 5, 4], [-10, -20, 10, 5], [-10, -20, 30, -15], [-10, -20, 30, 5])
    areas = torch.tensor([[20.0, 500, 200, 1000]], dtype=F64)
    expect(student.box_iou(outer, inner)).close_to(areas / 1000)
    some = random_boxes(rng, 6, 20)
    expect(student.box_iou(some, some)).close_to(table(some, some))


@iou
def test_iou_of_boxes_in_all_directions(student):
    """Around a box lie eight that touch it and eight that do not: zero, and nothing negative."""
    cells = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]
    around = [[3 * i, 2 * j, 3 * i + 3, 2 * j + 2] for i, j in cells]
    away = [[7 * i, 5 * j, 7 * i + 3, 5 * j + 2] for i, j in cells]
    answer = student.box_iou(boxes([0, 0, 3, 2]), boxes(*around, *away))
    expect(answer).close_to(torch.zeros(1, 16, dtype=F64), atol=0)


@iou
def test_iou_of_flat_boxes(student, rng):
    """Points and lines, inside, outside and on themselves: zero, never NaN."""
    flat = boxes([2, 3, 2, 3], [2, 0, 2, 9], [0, 3, 9, 3], [0, 0, 0, 0], [0, 0, 9, 0])
    others = torch.cat([flat, boxes([0, 0, 9, 9], [1, 1, 3, 4], [2, 3, 8, 9])])
    zeros = torch.zeros(5, 8, dtype=F64)
    expect(student.box_iou(flat, flat)).close_to(zeros[:, :5])
    expect(student.box_iou(flat, others)).close_to(zeros)
    expect(student.box_iou(others, flat)).close_to(zeros.T.contiguous())
    expect(student.box_iou(flat.float(), others.float())).close_to(zeros.float())


@iou
def test_iou_of_inverted_boxes(student):
    """Edges the wrong way round, along one axis or both: no area, zero with everything."""
    wrong = boxes([8, 2, 2, 8], [2, 8, 8, 2], [8, 8, 2, 2])
    others = torch.cat([wrong, boxes([0, 0, 10, 10], [2, 2, 8, 8], [4, 4, 5, 5])])
    expect(student.box_iou(wrong, others)).close_to(torch.zeros(3, 6, dtype=F64))
    expect(student.box_iou(others, wrong)).close_to(torch.zeros(6, 3, dtype=F64))


@iou
def test_iou_does_not_depend_on_the_unit(student, rng):
    """Nothing is added to a union, however small it is; nothing is rounded."""
    a, b = random_boxes(rng, 6, 25), random_boxes(rng, 8, 25)
    for unit in (1e-9, 1e-3, 1e9, 1e-20):
        expect(student.box_iou(unit * a, unit * b)).close_to(table(a, b))
    unit = 2.0**-14  # of boxes in float32: exact
    a, b = a.float(), b.float()
    expect(student.box_iou(unit * a, unit * b)).close_to(table(a, b).float(), rtol=1e-4, atol=1e-5)


@iou
def test_iou_far_from_the_origin(student, rng):
    """A hundred million pixels away, in every direction."""
    a = torch.from_numpy(rng.integers(-20, 20, (6, 2)).astype(float))
    b = torch.from_numpy(rng.integers(-20, 20, (8, 2)).astype(float))
    sides = [torch.from_numpy(rng.integers(8, 30, (n, 2)).astype(float)) for n in (6, 8)]
    a, b = torch.cat([a, a + sides[0]], 1), torch.cat([b, b + sides[1]], 1)
    for x, y in ((1e8, 1e8), (-1e8, 1e8), (-1e8, -1e8)):
        move = torch.tensor([x, y, x, y], dtype=F64)
        expect(student.box_iou(a + move, b + move)).close_to(table(a, b))


@iou
def test_iou_of_no_boxes(student, rng):
    """(0, m), (n, 0) and (0, 0), in the boxes' dtype."""
    for dtype in (F32, F64):
        none, some = torch.zeros(0, 4, dtype=dtype), random_boxes(rng, 3).to(dtype)
        expect(student.box_iou(none, some)).close_to(torch.zeros(0, 3, dtype=dtype))
        expect(student.box_iou(some, none)).close_to(torch.zeros(3, 0, dtype=dtype))
        expect(student.box_iou(none, none)).close_to(torch.zeros(0, 0, dtype=dtype))


@iou
def test_iou_of_integer_boxes(student):
    """Any integer type gives float32; areas do not overflow and differences do not wrap."""
    a, b = [[0, 0, 200, 100], [100, 50, 250, 250]], [[50, 0, 250, 100], [0, 0, 20, 30]]
    expected = table(boxes(*a), boxes(*b)).float()
    for dtype in (torch.int64, torch.int32, torch.int16, torch.uint8):
        answer = student.box_iou(torch.tensor(a, dtype=dtype), torch.tensor(b, dtype=dtype))
        expect(answer).close_to(expected, **SINGLE)
    for dtype in (torch.int64, torch.int16):  # float16 would round them
        a, b = torch.tensor([[[3001, 0, 3011, 10]], [[3002, 0, 3012, 10]]], dtype=dtype)
        expect(student.box_iou(a, b)).close_to(torch.tensor([[9 / 11]]), **SINGLE)


@iou
def test_iou_leaves_its_inputs_alone(student, probes, rng):
    """a and b are kept, need not lie in one piece, and no call changes the next."""
    a, b = random_boxes(rng, 5, 20), random_boxes(rng, 4, 20)
    expect(student.box_iou(a, b)).close_to(table(a, b))
    expect.inputs_kept(student)
    answer = student.run(probes.with_strided_inputs, student.box_iou, a, b)
    expect(answer).close_to(table(a, b))
    answer = student.run(probes.twice, student.box_iou, (a, b), (b, a))
    expect(answer).close_to((table(a, b), table(b, a), table(a, b)))


@iou
def test_iou_runs_where_the_boxes_are(student, probes, rng):
    """No tensor of the default device meets them; the result lies with them."""
    a, b = random_boxes(rng, 5, 20), random_boxes(rng, 4, 20)
    expect(student.box_iou(a, b)).close_to(table(a, b))
    runs_elsewhere(student, probes, student.box_iou, a, b)


@giou
def test_giou_of_random_boxes(student, rng):
    """Every box with every other: overlapping, apart, nested."""
    for n, m in ((7, 12), (12, 7), (9, 9), (1, 5), (5, 1)):
        a, b = random_boxes(rng, n, 40), random_boxes(rng, m, 40)
        expect(student.generalized_box_iou(a, b)).close_to(table(a, b, 1))


@giou
def test_giou_agrees_with_torchvision(student, rng):
    """Many boxes, in both precisions."""
    a, b = random_boxes(rng, 60), random_boxes(rng, 45)
    expect(student.generalized_box_iou(a, b)).close_to(ops.generalized_box_iou(a, b))
    answer = student.generalized_box_iou(a.float(), b.float())
    expect(answer).close_to(table(a, b, 1).float(), rtol=1e-4, atol=1e-5)


@giou
def test_giou_falls_with_the_distance(student):
    """The emptier the box around both, the closer to -1; along either axis."""
    far = torch.tensor([0.0, 1, 10, 1000, 1e6], dtype=F64)
    for axis in (0, 1):
        b = boxes([0, 0, 2, 2]).repeat(5, 1)
        b[:, [axis, axis + 2]] += 2 + far[:, None]
        answer = student.generalized_box_iou(boxes([0, 0, 2, 2]), b)
        expect(answer).close_to((-far / (far + 4))[None])


@giou
def test_giou_of_nested_boxes_is_the_iou(student, rng):
    """The box around both is the larger one; a box with itself gives 1."""
    some = random_boxes(rng, 6)
    middle = (some + some[:, [2, 3, 0, 1]]) / 2
    for part in (0.25, 0.5, 1.0):
        inner = middle + part * (some - middle)
        answer = student.generalized_box_iou(some, inner)
        expect(answer).close_to(table(some, inner, 1))


@giou
def test_giou_of_boxes_without_area(student):
    """Points and lines count with the area 0; where all is flat, the result is 0."""
    flat = boxes([2, 3, 2, 3], [2, 0, 2, 9], [0, 3, 9, 3], [5, 6, 5, 6])
    others = torch.cat([flat, boxes([0, 0, 9, 9], [4, 5, 8, 9])])
    expect(student.generalized_box_iou(flat, others)).close_to(table(flat, others, 1))
    expect(student.generalized_box_iou(others, flat)).close_to(table(others, flat, 1))


@giou
def test_giou_of_inverted_boxes(student):
    """Edges the wrong way round, along one axis or both, count with the area 0."""
    wrong = boxes([8, 2, 2, 8], [2, 8, 8, 2], [8, 8, 2, 2])
    others = torch.cat([wrong, boxes([0, 0, 10, 10], [2, 2, 8, 8], [20, 20, 30, 40])])
    expect(student.generalized_box_iou(wrong, others)).close_to(table(wrong, others, 1))
    expect(student.generalized_box_iou(others, wrong)).close_to(table(others, wrong, 1))


@giou
def test_giou_does_not_depend_on_the_unit(student, rng):
    """Nothing is added to an area, however small it is."""
    a, b = random_boxes(rng, 6, 25), random_boxes(rng, 8, 25)
    for unit in (1e-9, 1e-3, 1e9, 1e-20):
        expect(student.generalized_box_iou(unit * a, unit * b)).close_to(table(a, b, 1))


@giou
def test_giou_of_no_boxes(student, rng):
    """(0, m), (n, 0) and (0, 0), in the boxes' dtype."""
    for dtype in (F32, F64):
        none, some = torch.zeros(0, 4, dtype=dtype), random_boxes(rng, 3).to(dtype)
        for a, b in ((none, some), (some, none), (none, none)):
            expected = torch.zeros(len(a), len(b), dtype=dtype)
            expect(student.generalized_box_iou(a, b)).close_to(expected)


@giou
def test_giou_of_integer_boxes(student):
    """Any integer type gives float32; areas do not overflow and differences do not wrap."""
    a, b = [[0, 0, 200, 100], [100, 50, 250, 250]], [[50, 0, 250, 100], [0, 0, 20, 30]]
    expected = table(boxes(*a), boxes(*b), 1).float()
    for dtype in (torch.int64, torch.int16, torch.uint8):
        a_, b_ = torch.tensor(a, dtype=dtype), torch.tensor(b, dtype=dtype)
        expect(student.generalized_box_iou(a_, b_)).close_to(expected, **SINGLE)
    for dtype in (torch.int64, torch.int16):  # float16 would round them
        a, b = torch.tensor([[[3001, 0, 3011, 10]], [[3012, 0, 3022, 10]]], dtype=dtype)
        expect(student.generalized_box_iou(a, b)).close_to(torch.tensor([[-1 / 21]]), **SINGLE)


@giou
def test_giou_leaves_its_inputs_alone(student, probes, rng):
    """a and b are kept, need not lie in one piece, and stay on their device."""
    a, b = random_boxes(rng, 5, 20), random_boxes(rng, 4, 20)
    expect(student.generalized_box_iou(a, b)).close_to(table(a, b, 1))
    expect.inputs_kept(student)
    answer = student.run(probes.with_strided_inputs, student.generalized_box_iou, a, b)
    expect(answer).close_to(table(a, b, 1))
    runs_elsewhere(student, probes, student.generalized_box_iou, a, b)
