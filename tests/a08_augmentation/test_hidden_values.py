"""Hidden tests: colour jitter and cutout."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from autograder.feedback import expect

jitter = pytest.mark.exercise("color_jitter")
hole = pytest.mark.exercise("cutout")

READ = {"rtol": 1e-6, "atol": 1e-6}  # factors are read off the results


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


def follows_uniform(values, low, high, margin, what):
    """A continuous draw, by its distribution function."""
    u = np.sort((np.asarray(values) - low) / (high - low))
    steps = np.arange(len(u) + 1) / len(u)
    gap = max(np.abs(steps[1:] - u).max(), np.abs(steps[:-1] - u).max())
    end = 27 / len(u)  # which all draws miss with a chance below exp(-27), or 2e-12
    covers = bool(-1e-6 < u[0] <= end and 1 - end <= u[-1] < 1 + 1e-6)
    expect(values).satisfies(covers, f"{what} comes from {min(values)} to {max(values)}.")
    text = f"{what} is not uniform over its range: the mean is {np.mean(values):.4g}."
    expect(values).satisfies(gap <= margin(len(u)), text)


def are_independent(one, other, margin, what):
    """Of two fair yes/no draws, each pair has a quarter."""
    are_shares(2 * one.astype(int) + other, [0.25] * 4, margin, f"{what} depend on each other")


def shaped(out, x):
    """The result is a tensor of x's shape and dtype."""
    right = type(out) is torch.Tensor and out.shape == x.shape and out.dtype == x.dtype
    expect(out).satisfies(right, "A tensor of x's shape and dtype was expected.")
    return out


def grey(x):
    """Give the brightness, (batch, 1, height, width)."""
    return (0.299 * x[:, 0] + 0.587 * x[:, 1] + 0.114 * x[:, 2])[:, None]


def jittered(x, factors):
    """Give the three steps, by their formulas."""
    bright, contrast, colour = (torch.from_numpy(f).reshape(-1, 1, 1, 1) for f in factors)
    x = (bright * x).clamp(0, 1)
    mean = grey(x).mean(dim=(2, 3), keepdim=True)
    x = (contrast * x + (1 - contrast) * mean).clamp(0, 1)
    return (colour * x + (1 - colour) * grey(x)).clamp(0, 1)


def factors_of(x, out):
    """Read the three factors off results in which nothing was clamped."""
    before, after = grey(x), grey(out)
    means = before.mean((1, 2, 3)), after.mean((1, 2, 3))
    bright = means[1] / means[0]
    spread = (before - means[0][:, None, None, None]).pow(2).sum((1, 2, 3)).sqrt()
    spread_after = (after - means[1][:, None, None, None]).pow(2).sum((1, 2, 3)).sqrt()
    contrast = spread_after / spread / bright
    colour = ((out - after) * (x - before)).sum((1, 2, 3)) / (x - before).pow(2).sum((1, 2, 3))
    return [f.numpy() for f in (bright, contrast, colour / bright / contrast)]


def drawn(student, probes, rng, strengths, count=4000):
    """Give the factors of many dull images, and check the results by them."""
    x = images(rng, 1, 3, 3, 4, low=0.4, high=0.5).expand(count, 3, 3, 4).contiguous()
    out = student.color_jitter(x, *strengths, student.run(probes.generator, seed(rng)))
    factors = factors_of(x, shaped(out, x))
    expect(out).close_to(jittered(x, factors), **READ)
    return factors


@jitter
def test_factors_are_uniform(student, probes, rng):
    """Each from 1 - s to 1 + s, with its own s."""
    strengths = (0.3, 0.5, 0.7)
    for factor, s in zip(drawn(student, probes, rng, strengths), strengths, strict=True):
        follows_uniform(factor, 1 - s, 1 + s, probes.margin, f"A factor of strength {s}")


@jitter
def test_factors_are_independent(student, probes, rng):
    """Of each other, and of the neighbouring image's."""
    factors = [f > 1 for f in drawn(student, probes, rng, (0.4, 0.4, 0.4))]
    for one, other in itertools.combinations(factors, 2):
        are_independent(one, other, probes.margin, "Two factors of an image")
    for factor in factors:
        are_independent(factor[::2], factor[1::2], probes.margin, "Factors of neighbours")


@jitter
def test_each_step_alone(student, probes, rng):
    """One strength above 0, the others 0: two factors stay 1."""
    for i in range(3):
        strengths = [0.0, 0.0, 0.0]
        strengths[i] = 0.6
        factors = drawn(student, probes, rng, strengths, 20)
        for j, factor in enumerate(factors):
            still = np.abs(factor - 1).max() < 1e-6
            expect(factor).satisfies(still == (i != j), f"Factor {j} for strengths {strengths}.")


@jitter
def test_values_are_clamped_after_each_step(student, probes, rng):
    """White pixels are cut before the mean is taken, and before greys are mixed in."""
    x = images(rng, 60, 3, 5, 6)
    x[:, :, 0, 0], x[:, :, 0, 1] = 0.3, 0.5  # grey and dim: no step clamps them
    x[:, :, 0, 2] = torch.tensor([0.4, 0.45, 0.5])  # never clamped either
    x[:, :, 3:] = 1 - 0.2 * x[:, :, 3:] * torch.tensor([0.0, 1.0, 2.0]).reshape(1, 3, 1, 1)
    for strengths in ((0.5, 0.4, 0.0), (0.5, 0.4, 0.5)):
        out = student.color_jitter(x, *strengths, student.run(probes.generator, seed(rng)))
        factors = clamped_factors(x, shaped(out, x))
        expect(out).close_to(jittered(x, factors), **READ)


def clamped_factors(x, out):
    """Factors from the three pixels that are never clamped, by bisection for the first.

    Grey pixels give out = c b p + (1 - c) mean(b), where the mean after the first step rises with
    the factor b; so with a = c b, (1 - a / b) mean(b) rises with b as well.
    """
    dim, less_dim = out[:, 0, 0, 0], out[:, 0, 0, 1]
    a = (less_dim - dim) / (0.5 - 0.3)
    rest = dim - 0.3 * a
    low, high = torch.full_like(a, 0.4), torch.full_like(a, 1.6)
    for _ in range(60):
        b = (low + high) / 2
        mean = grey((b.reshape(-1, 1, 1, 1) * x).clamp(0, 1)).mean((1, 2, 3))
        small = (1 - a / b) * mean < rest
        low, high = torch.where(small, b, low), torch.where(small, high, b)
    b = (low + high) / 2
    spot = grey(x)[:, 0, 0, 2]
    colour = (out[:, 2, 0, 2] - grey(out)[:, 0, 0, 2]) / (0.5 - spot) / a
    return [b.numpy(), (a / b).numpy(), colour.numpy()]


@jitter
def test_strongest_jitter_stays_in_range(student, probes, rng):
    """Strengths of 1: factors from 0 to 2, values in [0, 1]."""
    x = images(rng, 200, 3, 4, 5, low=0.0)
    source = student.run(probes.generator, seed(rng))
    out = shaped(student.color_jitter(x, 1, 1, 1, generator=source), x)
    inside = bool(((out >= 0) & (out <= 1)).all())
    expect(out).satisfies(inside, "Values leave [0, 1].")
    x = images(rng, 1, 3, 3, 4, low=0.4, high=0.5).expand(1000, 3, 3, 4).contiguous()
    out = student.color_jitter(x, 1.0, 0.0, 0.0, student.run(probes.generator, seed(rng)))
    factor = shaped(out, x).mean((1, 2, 3)) / x.mean((1, 2, 3))
    expect(out).close_to(factor.reshape(-1, 1, 1, 1) * x, **READ)
    follows_uniform(factor.numpy(), 0, 2, probes.margin, "The factor of brightness")


@jitter
def test_no_jitter_changes_nothing(student, probes, rng):
    """Strengths of 0: the same values in a new tensor, in x's dtype; an empty batch stays empty."""
    for dtype in (torch.float32, torch.float64):
        x = images(rng, 3, 3, 4, 5, low=0.0, dtype=dtype)
        out = student.color_jitter(x, 0, 0, 0, student.run(probes.generator, seed(rng)))
        expect.inputs_kept(student)
        expect.fresh_result(student)
        expect(out).close_to(x, rtol=1e-5, atol=1e-6)  # float32 keeps six digits
        out = student.color_jitter(x, 0.5, 0.5, 0.5, student.run(probes.generator, seed(rng)))
        expect.inputs_kept(student)
        shaped(out, x)
        source = student.run(probes.generator, seed(rng))
        expect(student.color_jitter(x[:0], 0.2, 0.2, 0.2, source)).close_to(x[:0])


@jitter
def test_jitter_refuses_other_input(student, probes, rng):
    """Strengths beyond [0, 1], and images that are not of three channels."""
    source, x = student.run(probes.generator, seed(rng)), images(rng, 2, 3, 4, 5)
    shaped(student.color_jitter(x, 1, 0, 1, source), x)
    expect.raises(ValueError, student.color_jitter, x, 0, 1.5, 0, source)
    expect.raises(ValueError, student.color_jitter, x, 0, 0, -0.1, source)
    expect.raises(ValueError, student.color_jitter, x[:, :1], 0, 0, 0, source)
    expect.raises(ValueError, student.color_jitter, images(rng, 2, 4, 4, 5), 0, 0, 0, source)


@jitter
def test_jitter_comes_from_the_generator(student, probes, rng):
    """Its state decides, a call moves it on, and nothing global is read or changed."""
    x = images(rng, 4, 3, 5, 6)
    comes_from_the_generator(student, probes, rng, student.color_jitter, x, 0.3, 0.3, 0.3)


def covered(length, size):
    """Give first and one past the last black pixel, for each possible centre."""
    starts = np.arange(length) - size // 2
    ends = zip(np.maximum(starts, 0), np.minimum(starts + size, length), strict=True)
    return [tuple(map(int, pair)) for pair in ends]


def holes(student, probes, rng, size, shape, count=4000):
    """Give (rows, columns) of each hole as (first, end), after checking that it is a rectangle."""
    x = images(rng, 1, 5, *shape).expand(count, 5, *shape).contiguous()
    out = shaped(student.cutout(x, size, student.run(probes.generator, seed(rng))), x)
    black = (out == 0).numpy()
    kept = bool(np.where(black, True, out.numpy() == x.numpy()).all())
    expect(out).satisfies(kept, "Pixels outside the rectangle changed.")
    mask = black[:, 0]
    rows, columns = mask.any(axis=2), mask.any(axis=1)
    whole = (black == (rows[:, :, None] & columns[:, None, :])[:, None]).all()
    expect(out).satisfies(whole, "What is black is no rectangle through all channels.")
    return [
        [(int(n.argmax()), len(n) - int(n[::-1].argmax())) if n.any() else (0, 0) for n in axis]
        for axis in (rows, columns)
    ]


@hole
def test_centres_are_uniform(student, probes, rng):
    """Over all pixels, with even and odd sizes; at the border the rectangle is cut off."""
    for size, shape in (((2, 3), (4, 6)), ((3, 2), (5, 4)), (4, (6, 5)), (1, (3, 5))):
        pair = (size, size) if type(size) is int else size
        found = holes(student, probes, rng, size, shape)
        for ends, length, side in zip(found, shape, pair, strict=True):
            known = sorted(set(covered(length, side)))
            inside = set(ends) <= set(known)
            text = f"A side of {side} on {length} pixels may not cover {sorted(set(ends))}."
            expect(ends).satisfies(inside, text)
            shares = [covered(length, side).count(pair) / length for pair in known]
            numbers = np.array([known.index(pair) for pair in ends])
            are_shares(numbers, shares, probes.margin, "The centre is not uniform")


@hole
def test_holes_are_independent(student, probes, rng):
    """Row and column of a centre, and the centres of neighbours."""
    rows, columns = holes(student, probes, rng, 1, (4, 6))
    low, left = (np.array([pair[0] for pair in axis]) for axis in (rows, columns))
    low, left = low < 2, left < 3
    are_independent(low, left, probes.margin, "Row and column")
    are_independent(low[::2], low[1::2], probes.margin, "The rows of neighbours")
    are_independent(left[::2], left[1::2], probes.margin, "The columns of neighbours")


@hole
def test_holes_larger_than_the_image(student, probes, rng):
    """Then all or a part is black, as the centre says; one side may be large alone."""
    for size, shape in (((9, 2), (4, 5)), ([3, 20], (5, 4)), ((7, 8), (5, 5))):
        found = holes(student, probes, rng, size, shape, 2000)
        for ends, length, side in zip(found, shape, size, strict=True):
            known = sorted(set(covered(length, side)))
            text = f"A side of {side} on {length} pixels may not cover {sorted(set(ends))}."
            expect(ends).satisfies(set(ends) <= set(known), text)
            shares = [covered(length, side).count(pair) / length for pair in known]
            numbers = np.array([known.index(pair) for pair in ends])
            are_shares(numbers, shares, probes.margin, "The centre is not uniform")


@hole
def test_each_hole_is_in_its_own_image(student, probes, rng):
    """Outside the rectangle result i is image i, negative values and all."""
    for channels in (1, 4):
        x = images(rng, 30, channels, 6, 9, low=-2, high=-1)
        source = student.run(probes.generator, seed(rng))
        out = shaped(student.cutout(x, (2, 3), generator=source), x)
        black = (out == 0).all(dim=1, keepdim=True)
        expect(out).close_to(torch.where(black, torch.zeros_like(x), x))
        few = bool((black.sum((1, 2, 3)) <= 6).all() and (black.sum((1, 2, 3)) >= 2).all())
        expect(out).satisfies(few, "A rectangle has the wrong number of pixels.")


@hole
def test_cutout_leaves_its_input_alone(student, probes, rng):
    """x is kept, the result is new, in x's dtype; an empty batch stays empty."""
    for dtype in (torch.float32, torch.float64):
        x = images(rng, 3, 2, 4, 5, dtype=dtype)
        out = student.cutout(x, 2, student.run(probes.generator, seed(rng)))
        expect.inputs_kept(student)
        expect.fresh_result(student)
        shaped(out, x)
        source = student.run(probes.generator, seed(rng))
        expect(student.cutout(x[:0], 2, source)).close_to(x[:0])
    expect.raises(ValueError, student.cutout, x, (2, 0), source)


@hole
def test_cutout_comes_from_the_generator(student, probes, rng):
    """Its state decides, a call moves it on, and nothing global is read or changed."""
    x = images(rng, 32, 1, 6, 7)
    comes_from_the_generator(student, probes, rng, student.cutout, x, 3)
