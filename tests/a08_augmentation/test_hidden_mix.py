"""Hidden tests: mixup and its loss."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
import torch

from autograder.feedback import expect

mix = pytest.mark.exercise("mixup")
loss = pytest.mark.exercise("mixup_loss")

# A lam drawn in single precision has seven digits; single precision images have six.
# lam times a one-hot label is of single precision, too.
BLEND, SINGLE = {"rtol": 1e-6, "atol": 1e-6}, {"rtol": 1e-5, "atol": 1e-5}


def seed(rng):
    """Seed of a torch generator."""
    return int(rng.integers(2**31))


def images(rng, *shape, dtype=torch.float64):
    """Images whose pixels all differ."""
    return torch.from_numpy(rng.standard_normal(shape)).to(dtype)


def number(lam):
    """Give lam as a float, whatever type of number it is."""
    if isinstance(lam, torch.Tensor | np.ndarray) and lam.ndim == 0:
        lam = lam.item()
    good = isinstance(lam, float | int | np.floating) and not isinstance(lam, bool)
    expect(lam).satisfies(good, "lam is no number.")
    expect(lam).satisfies(0 <= lam <= 1, f"lam is {lam}, which is not in [0, 1].")
    return float(lam)


def four(answer):
    """Check that the result has four parts, three of them tensors."""
    right = type(answer) in (tuple, list) and len(answer) == 4
    right = right and all(type(part) is torch.Tensor for part in answer[:3])
    expect(answer).satisfies(right, "(mixed_x, y_a, y_b, lam), three tensors and a number, is due.")
    return answer


def fresh(student):
    """mixed_x shares no memory with x; y_a may be y itself."""
    text = "mixed_x shares memory with x: changing one would change the other."
    expect(None).satisfies("x" not in student.last_call.aliased, text)


def partners(y, y_b):
    """Which image each was paired with, by labels that all differ."""
    rows = y.reshape(len(y), -1).tolist()
    other = y_b.reshape(len(y_b), -1).tolist() if y_b.shape == y.shape else []
    paired = sorted(rows) == sorted(other) and y_b.dtype == y.dtype
    expect(y_b).satisfies(paired, "y_b is no permutation of y, or not of its shape and dtype.")
    return torch.tensor([rows.index(row) for row in other], dtype=torch.int64)


def comes_from_the_generator(student, probes, rng, function, *args):
    """The three rules of randomness."""
    found = student.run(probes.randomness, function, seed(rng), *args)
    expect(found).equals({"repeats": True, "moves_on": True, "leaves_the_global_alone": True})


# Not nearer to 0 and 1: a lam of single precision is off by up to 1e-7 there.
NEAR_ZERO = np.array([1e-5, 1e-4, 1e-3])
PLACES = np.concatenate([NEAR_ZERO, np.linspace(0.01, 0.99, 981), 1 - NEAR_ZERO[::-1]])


def follows_beta(lams, alpha, rng, margin, what="lam"):
    """Compare distribution functions with NumPy's draws; both samples have their margin."""
    lams, oracle = np.sort(lams), np.sort(rng.beta(alpha, alpha, 200_000))
    whole = bool(np.isfinite(lams).all() and lams[0] >= 0 and lams[-1] <= 1)
    expect(lams).satisfies(whole, f"{what} is not always a number in [0, 1], for alpha {alpha}.")
    came, due = (np.searchsorted(s, PLACES, "right") / len(s) for s in (lams, oracle))
    near = np.abs(came - due).max() <= margin(len(lams)) + margin(len(oracle))
    text = f"{what} is not Beta({alpha}, {alpha}): its mean is {lams.mean():.3f}"
    expect(lams).satisfies(near, f"{text}, its standard deviation {lams.std():.3f}.")
    reaches_the_ends(lams, alpha, oracle, what)


def reaches_the_ends(lams, alpha, oracle, what):
    """The least and the largest of n sorted draws lie in the outer 36 / n of the distribution.

    n draws all miss an end of probability 27 / n with a chance below exp(-27), or 2e-12. That the
    oracle takes a part of such an end for 36 / n has a chance below 1e-25 (Bernstein's inequality,
    n up to 4000).
    """
    low, high = np.quantile(oracle, [36 / len(lams), 1 - 36 / len(lams)])
    low, high = max(low, 1e-6), min(high, 1 - 1e-6)
    text = f"{what} does not cover all of [0, 1]: for alpha {alpha} it came from"
    wide = bool(lams[0] <= low and lams[-1] >= high)
    expect(lams).satisfies(wide, f"{text} {lams[0]:.3g} to {lams[-1]:.6g} only.")


def are_shares(values, expected, margin, what):
    """Each outcome has its probability."""
    shares = np.bincount(values, minlength=len(expected)) / max(len(values), 1)
    near = np.abs(shares - expected).max() <= margin(len(values), len(expected))
    expect(shares).satisfies(near, f"{what}: the shares are {np.round(shares, 3)}.")


def pairs_uniformly(found, margin):
    """All six permutations of three images are equally likely."""
    known = list(itertools.permutations(range(3)))
    orders = [tuple(order) for order in found.tolist()]
    expect(found).satisfies(set(orders) <= set(known), "y_b is not always a permutation of y.")
    numbers = np.array([known.index(order) for order in orders])
    are_shares(numbers, [1 / 6] * 6, margin, "The permutations are not uniform")
    return numbers


@mix
def test_images_and_labels_mix_alike(student, probes, rng):
    """lam * x + (1 - lam) * x[permutation], one lam and the labels' own permutation."""
    for shape, alpha in (((7, 3, 4, 5), 1.0), ((5, 1, 6, 3), 0.4), ((8, 5, 3, 7), 8)):
        x, y = images(rng, *shape), torch.from_numpy(rng.permutation(100)[: shape[0]])
        for _ in range(5):
            source = student.run(probes.generator, seed(rng))
            mixed, y_a, y_b, lam = four(student.mixup(x, y, alpha, source))
            expect(y_a).equals(y)
            lam, order = number(lam), partners(y, y_b)
            expect(mixed).close_to(lam * x + (1 - lam) * x[order], **BLEND)


@mix
def test_labels_of_any_kind(student, probes, rng):
    """Integers of other types, one-hot rows and scores are permuted as they are."""
    x = images(rng, 6, 2, 3, 4)
    numbers = torch.from_numpy(rng.permutation(6))
    for y in (numbers.int(), numbers.to(torch.uint8), torch.eye(6), images(rng, 6, 4)):
        mixed, y_a, y_b, lam = four(
            student.mixup(x, y, 1.0, generator=student.run(probes.generator, seed(rng)))
        )
        expect(y_a).close_to(y, rtol=0, atol=0)
        lam, order = number(lam), partners(y, y_b)
        expect(mixed).close_to(lam * x + (1 - lam) * x[order], **BLEND)


def in_parts(student, probe, function, rng, count, *args):
    """Results of a probe of many calls, 500 at a time.

    A right draw may take 0.5 ms, and several times that on a busy machine.
    """
    parts = [student.run(probe, function, seed(rng), 500, *args) for _ in range(count // 500)]
    return tuple(map(torch.cat, zip(*parts, strict=True)))


def many(student, probes, rng, alpha, count, batch=3):
    """Pairings and lams of many calls on images of one pixel."""
    x, y = images(rng, batch, 1, 1, 1), torch.arange(batch)
    _, y_b, lams = in_parts(student, probes.mixes, student.mixup, rng, count, x, y, alpha)
    return y_b, lams.numpy()


@mix
def test_lam_is_beta(student, probes, rng):
    """Its whole distribution, for alphas below, at and above 1; it is not folded to [1/2, 1]."""
    for alpha, count in ((0.2, 2000), (1.0, 4000), (4.0, 2000)):
        _, lams = many(student, probes, rng, alpha, count)
        follows_beta(lams, alpha, rng, probes.margin)
        # in half precision 2400 of 4000 even draws differ, in single precision nearly all
        different = len(np.unique(lams))
        fine = alpha != 1 or different >= 3000
        expect(lams).satisfies(fine, f"lam has only {different} values in {count} calls.")


@mix
def test_mean_and_variance_of_lam(student, probes, rng):
    """1/2 and 1 / (4 (2 alpha + 1)); both are means of numbers in [0, 1]."""
    for alpha in (0.5, 2.0):
        _, lams = many(student, probes, rng, alpha, 2000)
        spread = 4 * (lams - 0.5) ** 2  # in [0, 1], so Hoeffding's margin holds
        near = abs(lams.mean() - 0.5) <= probes.margin(len(lams))
        near = near and abs(spread.mean() - 1 / (2 * alpha + 1)) <= probes.margin(len(lams))
        text = f"For alpha {alpha} lam has mean {lams.mean():.3f}, variance {lams.var():.4f}."
        expect(lams).satisfies(near, text)


@mix
def test_lam_for_tiny_alpha(student, probes, rng):
    """Nearly always 0 or 1, each half of the time; nothing underflows to NaN or to 1/2."""
    _, lams = many(student, probes, rng, 0.01, 2000)
    follows_beta(lams, 0.01, rng, probes.margin)


@mix
def test_lam_for_large_alpha(student, probes, rng):
    """Close to 1/2, and the spread shrinks as it must."""
    _, lams = many(student, probes, rng, 1000, 2000)
    follows_beta(lams, 1000, rng, probes.margin)


@mix
def test_permutations_are_uniform(student, probes, rng):
    """Neither the reversed batch nor a roll: each permutation has its share, whatever lam is.

    For alpha 0.01 lam is nearly always next to 0 or 1, for alpha 1000 next to 1/2.
    """
    for alpha, count in ((0.01, 1000), (1.0, 2000), (1000, 1000)):
        y_b, lams = many(student, probes, rng, alpha, count)
        numbers = pairs_uniformly(y_b, probes.margin)
        high = (lams > 0.5).astype(int)
        what = "lam and the permutation depend on each other"
        are_shares(2 * numbers + high, [1 / 12] * 12, probes.margin, what)


@mix
def test_each_call_draws_its_own_lam(student, probes, rng):
    """Also where there is nothing to permute, so that lam's draw alone moves the generator on."""
    _, lams = many(student, probes, rng, 1.0, 500, batch=1)
    follows_beta(lams, 1.0, rng, probes.margin)


@mix
def test_alpha_zero_mixes_nothing(student, probes, rng):
    """lam is 1, the images are those of x, in a tensor of their own."""
    x, y = images(rng, 5, 2, 3, 4), torch.arange(5)
    source = student.run(probes.generator, seed(rng))
    mixed, y_a, y_b, lam = four(student.mixup(x, y, 0, source))
    fresh(student)
    expect(number(lam)).close_to(1.0)
    expect(mixed).close_to(x)
    expect(y_a).equals(y)
    partners(y, y_b)
    expect.raises(ValueError, student.mixup, x, y, -0.1, source)


@mix
def test_batches_of_one_and_none(student, probes, rng):
    """An image alone meets itself; an empty batch stays empty."""
    for count in (1, 0):
        x, y = images(rng, count, 2, 3, 4), torch.arange(count) + 7
        source = student.run(probes.generator, seed(rng))
        mixed, y_a, y_b, lam = four(student.mixup(x, y, 0.7, source))
        fresh(student)
        number(lam)
        expect(mixed).close_to(x, **BLEND)
        expect(y_a).equals(y)
        expect(y_b).equals(y)


@mix
def test_mixup_keeps_dtype_and_input(student, probes, rng):
    """float32 in, float32 out; x and y are kept, and mixed_x is new."""
    x, y = images(rng, 6, 2, 3, 4, dtype=torch.float32), torch.arange(6)
    source = student.run(probes.generator, seed(rng))
    mixed, _, y_b, lam = four(student.mixup(x, y, 1.0, source))
    expect.inputs_kept(student)
    fresh(student)
    lam, order = number(lam), partners(y, y_b)
    expect(mixed).close_to(lam * x + (1 - lam) * x[order], **SINGLE)


@mix
def test_mixup_comes_from_the_generator(student, probes, rng):
    """Its state decides, a call moves it on, and nothing global is read or changed."""
    x, y = images(rng, 40, 1, 2, 3), torch.arange(40)
    comes_from_the_generator(student, probes, rng, student.mixup, x, y, 0.5)


def cross_entropy(logits, y):
    """Give the loss of each example, by its formula in NumPy."""
    z = logits.double().numpy()
    top = z.max(axis=1, keepdims=True)
    logs = z - top - np.log(np.exp(z - top).sum(axis=1, keepdims=True))
    return -logs[np.arange(len(z)), y.numpy()]


def classes(rng, count, number):
    """Random class indices."""
    return torch.from_numpy(rng.integers(0, number, count))


@loss
def test_loss_of_random_scores(student, rng):
    """Mean over the batch; lam weighs y_a."""
    for count, number in ((6, 4), (1, 3), (9, 2), (4, 11)):
        logits = 3 * images(rng, count, number)
        y_a, y_b = classes(rng, count, number), classes(rng, count, number)
        for lam in (float(rng.uniform(0.1, 0.4)), 0.85):
            due = lam * cross_entropy(logits, y_a) + (1 - lam) * cross_entropy(logits, y_b)
            answer = student.mixup_loss(logits, y_a, y_b, lam)
            expect(answer).close_to(torch.tensor(due.mean(), dtype=torch.float64), **BLEND)


@loss
def test_loss_at_both_ends(student, rng):
    """With lam 1 only y_a counts, with 0 only y_b."""
    logits, y_a, y_b = images(rng, 7, 5), classes(rng, 7, 5), classes(rng, 7, 5)
    for lam, y in ((1.0, y_a), (0.0, y_b)):
        due = torch.tensor(cross_entropy(logits, y).mean(), dtype=torch.float64)
        expect(student.mixup_loss(logits, y_a, y_b, lam)).close_to(due, **BLEND)


@loss
def test_loss_of_huge_scores(student, rng):
    """Finite and right for scores of +-1000, in both precisions."""
    logits = 1000 * torch.from_numpy(rng.choice([-1.0, 1.0], (8, 4)))
    y_a, y_b = classes(rng, 8, 4), classes(rng, 8, 4)
    due = 0.3 * cross_entropy(logits, y_a) + 0.7 * cross_entropy(logits, y_b)
    due = torch.tensor(due.mean(), dtype=torch.float64)
    expect(student.mixup_loss(logits, y_a, y_b, 0.3)).close_to(due, **BLEND)
    expect(student.mixup_loss(logits.float(), y_a, y_b, 0.3)).close_to(due.float(), **SINGLE)


@loss
def test_gradient_reaches_the_logits(student, probes, rng):
    """(softmax - lam * onehot(y_a) - (1 - lam) * onehot(y_b)) / batch."""
    logits, y_a, y_b = images(rng, 6, 4), classes(rng, 6, 4), classes(rng, 6, 4)
    for lam in (0.35, 1.0):
        due = np.exp(logits.numpy())
        due /= due.sum(axis=1, keepdims=True)
        due -= lam * np.eye(4)[y_a] + (1 - lam) * np.eye(4)[y_b]
        answer = student.run(probes.loss_gradient, student.mixup_loss, logits, y_a, y_b, lam)
        expect(answer).close_to(torch.from_numpy(due / 6), rtol=1e-6, atol=1e-7)


@loss
def test_loss_of_no_examples(student):
    """NaN, as torch says of an empty mean."""
    empty = torch.zeros(0, dtype=torch.int64)
    answer = student.mixup_loss(torch.zeros((0, 3), dtype=torch.float64), empty, empty, 0.5)
    expect(answer).close_to(torch.tensor(math.nan, dtype=torch.float64))


@loss
def test_loss_leaves_its_inputs_alone(student, rng):
    """Scores and labels are kept."""
    logits, y_a, y_b = images(rng, 5, 3), classes(rng, 5, 3), classes(rng, 5, 3)
    student.mixup_loss(logits, y_a, y_b, 0.5)
    expect.inputs_kept(student)
