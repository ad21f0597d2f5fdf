"""What you can check yourself: cutout, mixed images, and RandAugment."""

from __future__ import annotations

import math

import pytest
import torch

from autograder.feedback import expect

hole = pytest.mark.exercise("cutout")
mix = pytest.mark.exercise("mixup")
loss = pytest.mark.exercise("mixup_loss")
cut = pytest.mark.exercise("cutmix")
policy = pytest.mark.exercise("rand_augment")

WEIGHED = {"rtol": 1e-6, "atol": 1e-7}  # lam times a one-hot label is of single precision


def batch():
    """Four images of one value each, 1, 10, 100, 1000, and labels 0 to 3."""
    values = torch.tensor([1.0, 10, 100, 1000], dtype=torch.float64)
    return values.reshape(4, 1, 1, 1).expand(4, 2, 4, 5).contiguous(), torch.arange(4)


@hole
def test_holes_are_black_and_cut_off(student, probes):
    """A hole of 2x3 covers six pixels inside the image, fewer at the border, at least two."""
    x = torch.ones(500, 2, 4, 6, dtype=torch.float64)
    out = student.cutout(x, (2, 3), student.run(probes.generator, 1))
    black = (out == 0).sum((2, 3))
    expect(black[:, 1]).equals(black[:, 0])
    rows, columns = ((out[:, 0] == 0).any(axis).sum(1).max() for axis in (2, 1))
    expect((int(rows), int(columns))).equals((2, 3))
    sizes = sorted(set(black[:, 0].tolist()))
    # rows 1 or 2, columns 2 or 3
    expect(sizes).equals([2, 3, 4, 6])


@hole
def test_even_holes_begin_half_before_the_centre(student, probes):
    """Of size 2, around pixel r: rows r - 1 and r. So row 0 is black alone, the last row never."""
    x = torch.ones(500, 1, 3, 1, dtype=torch.float64)
    out = student.cutout(x, (2, 1), student.run(probes.generator, 2))
    found = {tuple(column) for column in (out[:, 0, :, 0] == 0).int().tolist()}
    expect(sorted(found)).equals([(0, 1, 1), (1, 0, 0), (1, 1, 0)])


@hole
def test_cutout_keeps_its_input(student, probes):
    """x itself has no hole afterwards."""
    student.cutout(torch.ones(3, 1, 4, 4), 2, student.run(probes.generator, 3))
    expect.inputs_kept(student)
    expect.fresh_result(student)


@mix
def test_mixture_of_two_images(student, probes):
    """Each image is lam of itself and 1 - lam of the image whose label is y_b."""
    x, y = batch()
    mixed, y_a, y_b, lam = student.mixup(x, y, 1.0, student.run(probes.generator, 4))
    expect(y_a).equals(y)
    expect(sorted(y_b.tolist())).equals([0, 1, 2, 3])
    # 1e-6: lam may be of single precision
    expect(mixed).close_to(float(lam) * x + (1 - float(lam)) * x[y_b], rtol=1e-6)


@mix
def test_lam_has_the_right_spread(student, probes):
    """Mean 1/2; for alpha 0.5 the variance is 1/8, for alpha 1 it is 1/12."""
    x, y = batch()
    for alpha, variance in ((0.5, 1 / 8), (1.0, 1 / 12)):
        args = probes.mixes, student.mixup, 5, 1000, x[:, :, :1, :1], y, alpha
        lams = student.run(*args)[2]
        near = abs(float(lams.mean()) - 0.5) <= probes.margin(1000)
        expect(lams).satisfies(near, f"For alpha {alpha} the mean is {float(lams.mean()):.3f}.")
        spread = float((lams - 0.5).pow(2).mean())
        near = 4 * abs(spread - variance) <= probes.margin(1000)
        expect(lams).satisfies(near, f"For alpha {alpha} the variance is {spread:.4f}.")


@mix
def test_alpha_zero_keeps_the_images(student, probes):
    """Then lam is 1."""
    x, y = batch()
    mixed, _, _, lam = student.mixup(x, y, 0, student.run(probes.generator, 6))
    expect(float(lam)).close_to(1.0)
    expect(mixed).close_to(x)


@mix
def test_mixup_repeats_with_the_generator(student, probes):
    """The same state gives the same, a second call something else; global generators rest."""
    x, y = torch.arange(640.0).reshape(32, 1, 4, 5), torch.arange(32)
    found = student.run(probes.randomness, student.mixup, 7, x, y, 0.5)
    expect(found).equals({"repeats": True, "moves_on": True, "leaves_the_global_alone": True})


@loss
def test_loss_by_hand(student):
    """Scores 0 and log 3 are probabilities 1/4 and 3/4: log 4 and log 4/3, weighed."""
    logits = torch.tensor([[0.0, math.log(3)]], dtype=torch.float64)
    answer = student.mixup_loss(logits, torch.tensor([0]), torch.tensor([1]), 0.25)
    due = 0.25 * math.log(4) + 0.75 * math.log(4 / 3)
    expect(answer).close_to(torch.tensor(due, dtype=torch.float64), **WEIGHED)


@loss
def test_loss_is_a_mean(student):
    """Two examples: the average of their losses."""
    logits = torch.tensor([[0.0, math.log(3)], [0.0, 0.0]], dtype=torch.float64)
    answer = student.mixup_loss(logits, torch.tensor([0, 0]), torch.tensor([0, 1]), 0.6)
    due = (math.log(4) + math.log(2)) / 2
    expect(answer).close_to(torch.tensor(due, dtype=torch.float64), **WEIGHED)


@loss
def test_loss_of_sure_scores(student):
    """A score of 1000 for the wrong class costs 2000, not infinity."""
    logits = torch.tensor([[1000.0, -1000.0]], dtype=torch.float64)
    answer = student.mixup_loss(logits, torch.tensor([0]), torch.tensor([1]), 0.5)
    expect(answer).close_to(torch.tensor(1000.0, dtype=torch.float64), **WEIGHED)


@cut
def test_rectangle_of_another_image(student, probes):
    """Every pixel is the image's own or its partner's, and lam is the share of its own."""
    x, y = batch()
    for seed in range(10):
        answer = student.cutmix(x, y, 1.0, student.run(probes.generator, seed))
        mixed, y_a, y_b, lam = answer
        expect(y_a).equals(y)
        expect(sorted(y_b.tolist())).equals([0, 1, 2, 3])
        own, other = mixed == x, mixed == x[y_b]
        expect(mixed).satisfies(bool((own | other).all()), "A pixel belongs to neither image.")
        for i in (y_b != y).nonzero().flatten().tolist():
            share = float(own[i].double().mean())
            text = f"lam is {float(lam):.4f}; {share:.4f} of the pixels are the image's own."
            expect(lam).satisfies(abs(float(lam) - share) < 1e-6, text)


@cut
def test_half_of_the_area_before_it_is_cut_off(student, probes):
    """With alpha 1000, r is nearly 1/2: whole rectangles have 0.7 of the rows and columns."""
    args = probes.boxes, student.cutmix, 8, 300, (30, 50), 1000.0
    ends = student.run(*args)[0].double()
    inside = (ends[:, 0] > 0) & (ends[:, 1] < 30) & (ends[:, 2] > 0) & (ends[:, 3] < 50)
    high, wide = ends[inside, 1] - ends[inside, 0], ends[inside, 3] - ends[inside, 2]
    expect(ends).satisfies(len(high) > 0, "No rectangle is whole.")
    near = bool(((high / 30 - 0.5**0.5).abs() < 0.14).all())
    near = near and bool(((wide / 50 - 0.5**0.5).abs() < 0.11).all())
    text = f"Whole rectangles have {high.mean():.1f} of 30 rows, {wide.mean():.1f} of 50 columns."
    expect(ends).satisfies(near, text)


@cut
def test_alpha_zero_pastes_nothing(student, probes):
    """Then lam is 1."""
    x, y = batch()
    mixed, _, _, lam = student.cutmix(x, y, 0, student.run(probes.generator, 9))
    expect(float(lam)).close_to(1.0)
    expect(mixed).close_to(x)


@policy
def test_one_operation_of_the_list(student, probes):
    """All six results of magnitude 6 on two pixels in a row occur, and no other."""
    x = torch.tensor([0.2, 0.8], dtype=torch.float64).reshape(1, 1, 1, 2)
    x = x.expand(600, 1, 1, 2).contiguous()
    out = student.rand_augment(x, 1, 6, student.run(probes.generator, 10))
    found = {tuple(round(v, 6) for v in row) for row in out.reshape(600, 2).tolist()}
    # kept; moved right; moved down; darkened; brightened; solarised
    due = [(0.2, 0.8), (0.0, 0.2), (0.0, 0.0), (0.14, 0.56), (0.44, 0.86), (0.2, 0.2)]
    expect(sorted(found)).close_to(sorted(due))


@policy
def test_two_operations_in_a_row(student, probes):
    """Dark twice is possible, and so is darkening what was brightened before."""
    x = torch.full((900, 1, 1, 1), 0.5, dtype=torch.float64)
    out = student.rand_augment(x, 2, 4, student.run(probes.generator, 11))
    found = {round(v, 6) for v in out.flatten().tolist()}
    for due in (0.32, 0.68, 0.48, 0.52, 0.5, 0.4, 0.6):
        expect(out).satisfies(due in found, f"{due} is possible, but never came in 900 images.")


@policy
def test_no_operation(student, probes):
    """n = 0 and magnitude 0 change nothing."""
    x = torch.rand(5, 2, 3, 4, generator=probes.generator(12), dtype=torch.float64)
    for n, m in ((0, 5), (3, 0)):
        answer = student.rand_augment(x, n, m, student.run(probes.generator, 13))
        expect(answer).close_to(x)
