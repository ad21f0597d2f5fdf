"""Hidden tests: RandAugment, and which transforms keep a label."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from autograder.feedback import expect

policy = pytest.mark.exercise("rand_augment")
label = pytest.mark.exercise("keeps_label")


def seed(rng):
    """Seed of a torch generator."""
    return int(rng.integers(2**31))


def images(rng, *shape, low=0.1, high=1.0, dtype=torch.float64):
    """Images whose pixels all differ."""
    return torch.from_numpy(rng.uniform(low, high, shape)).to(dtype)


def comes_from_the_generator(student, probes, rng, function, *args):
    """The three rules of randomness."""
    found = student.run(probes.randomness, function, seed(rng), *args)
    expect(found).equals({"repeats": True, "moves_on": True, "leaves_the_global_alone": True})


def are_shares(values, expected, margin, what):
    """Each outcome has its probability."""
    shares = np.bincount(values, minlength=len(expected)) / max(len(values), 1)
    near = len(shares) == len(expected)
    near = near and np.abs(shares - expected).max() <= margin(len(values), len(expected))
    expect(shares).satisfies(near, f"{what}: the shares are {np.round(shares, 3)}.")


def are_independent(one, other, margin, what):
    """Of two fair yes/no draws, each pair has a quarter."""
    are_shares(2 * one.astype(int) + other, [0.25] * 4, margin, f"{what} depend on each other")


def shaped(out, x):
    """The result is a tensor of x's shape and dtype."""
    right = type(out) is torch.Tensor and out.shape == x.shape and out.dtype == x.dtype
    expect(out).satisfies(right, "A tensor of x's shape and dtype was expected.")
    return out


def outcomes(image, n, m, operations):
    """Every possible result, and how probable it is; equal results count together."""
    results, chances = [], []
    for chosen in itertools.product(operations, repeat=n):
        out = image
        for operation in chosen:
            out = operation(out, m)
        known = [i for i, r in enumerate(results) if torch.allclose(r, out, rtol=0, atol=1e-9)]
        if known:
            chances[known[0]] += 1
        else:
            results.append(out)
            chances.append(1)
    return torch.stack(results), np.array(chances) / len(operations) ** n


def chosen(out, results, atol=1e-9):
    """Which result each image has become."""
    near = ((out[:, None] - results).abs() <= atol).flatten(2).all(2).numpy()
    text = "A result cannot come from n operations of magnitude m."
    expect(out).satisfies(near.any(axis=1).all(), text)
    return near.argmax(axis=1)


@policy
def test_operations_are_uniform(student, probes, rng, reference):
    """Each of the list is equally likely, and may come twice in a row."""
    for n, m in ((1, 6), (2, 8)):
        image = images(rng, 3, 4, 5, high=0.9)
        x = image.expand(2500, 3, 4, 5).contiguous()
        out = shaped(student.rand_augment(x, n, m, student.run(probes.generator, seed(rng))), x)
        results, chances = outcomes(image, n, m, reference.OPERATIONS)
        are_shares(chosen(out, results), chances, probes.margin, "The operations are not uniform")


@policy
def test_operations_come_with_replacement(student, probes, rng, reference):
    """Twice the same is as likely as any other pair; neighbours draw for themselves."""
    image = images(rng, 1, 4, 6, high=0.9)
    x = image.expand(2500, 1, 4, 6).contiguous()
    out = shaped(student.rand_augment(x, 2, 7, student.run(probes.generator, seed(rng))), x)
    results, _ = outcomes(image, 2, 7, reference.OPERATIONS)
    numbers = chosen(out, results)
    twice = torch.stack([op(op(image, 7), 7) for op in reference.OPERATIONS[1:5]])
    same = [int(((r - results).abs() <= 1e-9).flatten(1).all(1).nonzero()[0, 0]) for r in twice]
    counts = np.isin(numbers, same).astype(int)
    are_shares(counts, [1 - 4 / 36, 4 / 36], probes.margin, "The same operation twice")
    out = shaped(student.rand_augment(x, 1, 7, student.run(probes.generator, seed(rng))), x)
    results, _ = outcomes(image, 1, 7, reference.OPERATIONS)
    first = chosen(out, results) < 3
    are_independent(first[::2], first[1::2], probes.margin, "The operations of neighbours")


@policy
def test_three_operations_of_one_magnitude(student, probes, rng, reference):
    """n and m are obeyed, and each image keeps its place."""
    for n, m, count in ((3, 5, 2), (2, 10, 8), (2, 2.5, 8)):
        x = images(rng, count, 4, 3, 4, high=0.9)
        source = student.run(probes.generator, seed(rng))
        out = shaped(student.rand_augment(x, n, m, generator=source), x)
        for i in range(count):
            chosen(out[i : i + 1], outcomes(x[i], n, m, reference.OPERATIONS)[0])


@policy
def test_order_of_operations_matters(student, probes, rng, reference):
    """Darkening a solarised image differs from solarising a darkened one: both must occur."""
    image = images(rng, 2, 4, 5, high=0.9)
    x = image.expand(1500, 2, 4, 5).contiguous()
    out = shaped(student.rand_augment(x, 2, 6, student.run(probes.generator, seed(rng))), x)
    results, _ = outcomes(image, 2, 6, reference.OPERATIONS)
    missing = len(results) - len(set(chosen(out, results)))
    # 36 pairs, each of which misses 1500 draws with a chance of (35 / 36) ** 1500: below 1e-16
    expect(out).satisfies(not missing, f"{missing} pairs of operations never occur.")


@policy
def test_nothing_to_augment(student, probes, rng):
    """No operation, or operations of magnitude 0: the same values in a new tensor."""
    for dtype in (torch.float32, torch.float64):
        x = images(rng, 20, 3, 4, 5, dtype=dtype)
        for n, m in ((0, 7), (2, 0)):
            out = student.rand_augment(x, n, m, student.run(probes.generator, seed(rng)))
            expect.inputs_kept(student)
            expect.fresh_result(student)
            expect(out).close_to(x, rtol=1e-5, atol=1e-6)
        out = student.rand_augment(x, 2, 8, student.run(probes.generator, seed(rng)))
        expect.inputs_kept(student)
        shaped(out, x)
        source = student.run(probes.generator, seed(rng))
        expect(student.rand_augment(x[:0], 2, 5, source)).close_to(x[:0])


@policy
def test_policy_refuses_other_settings(student, probes, rng):
    """Fewer than no operations, and magnitudes outside of [0, 10]."""
    source, x = student.run(probes.generator, seed(rng)), images(rng, 2, 1, 3, 4)
    shaped(student.rand_augment(x, 1, 10, source), x)
    for n, m in ((-1, 5), (2, 11), (2, -0.5)):
        expect.raises(ValueError, student.rand_augment, x, n, m, source)


@policy
def test_policy_comes_from_the_generator(student, probes, rng):
    """Its state decides, a call moves it on, and nothing global is read or changed."""
    x = images(rng, 64, 1, 4, 5, high=0.9)
    comes_from_the_generator(student, probes, rng, student.rand_augment, x, 2, 6)


DOMAINS = (
    "digits",
    "everyday_photos",
    "street_scenes",
    "aerial_images",
    "fruit_ripeness",
    "traffic_signs",
)
KEEPS = {
    "horizontal_flip": "everyday_photos street_scenes aerial_images fruit_ripeness",
    "vertical_flip": "aerial_images fruit_ripeness",
    "quarter_turn": "aerial_images fruit_ripeness",
    "small_shift": " ".join(DOMAINS),
    "color_jitter": "digits everyday_photos street_scenes aerial_images",
    "cutout": " ".join(DOMAINS),
}


@label
@pytest.mark.parametrize("transform", KEEPS)
def test_every_domain(student, transform):
    """Each transform on each kind of data."""
    for domain in DOMAINS:
        expect(student.keeps_label(transform, domain)).equals(domain in KEEPS[transform].split())


@label
def test_unknown_names_are_refused(student):
    """Neither a transform nor a domain is guessed; names do not change places."""
    for names in (("flip", "digits"), ("cutout", "Digits"), ("digits", "cutout"), ("", "digits")):
        expect.raises(ValueError, student.keeps_label, *names)
