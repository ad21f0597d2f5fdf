"""Hidden tests: the functions that are no networks."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

lrn = pytest.mark.exercise("local_response_norm")
highway = pytest.mark.exercise("gradient_norms")
scale = pytest.mark.exercise("compound_scale")
choose = pytest.mark.exercise("choose_network")


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


def normalised(x, size=5, alpha=1e-4, beta=0.75, k=2.0):
    """PyTorch's answer, with alpha as its own convention wants it."""
    return F.local_response_norm(x, size, alpha * size, beta, k)


@lrn
def test_lrn_defaults(student, rng):
    """The paper's constants, on values so large that they show."""
    x = 100 * tensor(rng, 2, 9, 3, 4)
    expect(student.local_response_norm(x)).close_to(normalised(x))
    expect.inputs_kept(student)
    expect.fresh_result(student)


@lrn
def test_lrn_settings(student, rng):
    """Each constant by itself."""
    x = tensor(rng, 2, 8, 5, 3)
    for settings in ({"size": 3}, {"alpha": 0.3}, {"beta": 2.0}, {"k": 0.5}):
        settings = {"alpha": 0.5} | settings
        came = student.local_response_norm(x, **settings)
        expect(came).close_to(normalised(x, **settings))


@lrn
def test_lrn_windows(student, rng):
    """One channel, all, more than there are; by position."""
    x = tensor(rng, 2, 6, 2, 5)
    for size in (1, 5, 7, 11, 13):
        came = student.local_response_norm(x, size, 0.7, 0.5, 1.0)
        expect(came).close_to(normalised(x, size, 0.7, 0.5, 1.0))
    single = tensor(rng, 3, 1, 4, 2)
    expect(student.local_response_norm(single, 3, 1.0)).close_to(normalised(single, 3, 1.0))


@lrn
def test_lrn_signs_stay(student, rng):
    """Negative values and zeros; float32 stays."""
    x = tensor(rng, 1, 7, 4, 3).float() - 1
    x[:, ::3] = 0
    expect(student.local_response_norm(x, 3, 2.0)).close_to(normalised(x, 3, 2.0), rtol=1e-5)


@lrn
def test_lrn_gradient(student, probes, rng):
    """Autograd passes through."""
    x, grad_out = tensor(rng, 2, 6, 3, 2), tensor(rng, 2, 6, 3, 2)
    leaf = x.clone().requires_grad_()
    normalised(100 * leaf).backward(grad_out)
    scaled = student.run(probes.input_gradient, student.local_response_norm, 100 * x, grad_out)
    expect(scaled).close_to(leaf.grad / 100)


@lrn
def test_lrn_refuses_even_windows(student, rng):
    """A window has a middle."""
    x = tensor(rng, 1, 4, 2, 2)
    expect(student.local_response_norm(x, 1, 1.0)).close_to(normalised(x, 1, 1.0))
    for size in (0, 2, 4, -1):
        expect.raises(ValueError, student.local_response_norm, x, size)


def by_hand(kind, depth, seed):
    """The norms by the chain rule, without autograd over the stack."""
    generator = torch.Generator().manual_seed(seed)
    h = torch.randn(4, 8, 8, 8, dtype=torch.float64, generator=generator)
    draws = torch.rand(depth, 8, 8, 3, 3, dtype=torch.float64, generator=generator)
    weights = (2 * draws - 1) / math.sqrt(72)
    grad = torch.randn(4, 8, 8, 8, dtype=torch.float64, generator=generator)
    inputs = []
    for weight in weights:
        inputs.append(h)
        step = F.conv2d(h.clamp(min=0), weight, padding=1)
        h = h + step if kind == "residual" else step
    norms = []
    for h, weight in zip(reversed(inputs), reversed(weights), strict=True):
        share = torch.nn.grad.conv2d_weight(h.clamp(min=0), weight.shape, grad, padding=1)
        norms.insert(0, share.square().sum().sqrt())
        back = torch.nn.grad.conv2d_input(h.shape, weight, grad, padding=1) * (h > 0)
        grad = grad + back if kind == "residual" else back
    return torch.stack(norms)


def compare_norms(student, probes, kind, depth, seed):
    """Relative to each norm: a plain stack's are tiny."""
    came = student.run(probes.norms, student.gradient_norms, kind, depth, seed)
    expect(came).close_to(by_hand(kind, depth, seed), rtol=1e-7, atol=0)


@highway
def test_highway_plain(student, probes, rng):
    """Each layer's norm, first layer first."""
    for depth in (2, 5, 17):
        compare_norms(student, probes, "plain", depth, int(rng.integers(2**31)))


@highway
def test_highway_residual(student, probes, rng):
    """The same with shortcuts."""
    for depth in (2, 5, 17):
        compare_norms(student, probes, "residual", depth, int(rng.integers(2**31)))


@highway
def test_highway_of_one_layer(student, probes, rng):
    """A shortcut makes no difference to the only weight."""
    seed = int(rng.integers(2**31))
    compare_norms(student, probes, "plain", 1, seed)
    compare_norms(student, probes, "residual", 1, seed)


@highway
def test_highway_of_fifty_layers(student, probes, rng):
    """Tiny numbers are exact, too."""
    for kind in ("plain", "residual"):
        compare_norms(student, probes, kind, 50, int(rng.integers(2**31)))


@highway
def test_highway_refuses_other_kinds(student, probes, rng):
    """Kinds that there are not, and stacks of no layers."""
    compare_norms(student, probes, "residual", 3, int(rng.integers(2**31)))
    for kind, depth in (("dense", 3), ("plain", 0)):
        expect.raises(ValueError, student.gradient_norms, kind, depth, None)


@scale
def test_scale_values(student, rng):
    """Powers of each constant, for whole, broken and negative phi."""
    for phi in (0, 1, 3, 0.5, 2.7, -1):
        expect(student.compound_scale(phi)).close_to((1.2**phi, 1.1**phi, 1.15**phi))


@scale
def test_scale_other_constants(student, rng):
    """By position and by name."""
    for _ in range(5):
        phi, (a, b, c) = float(rng.uniform(0, 6)), (float(v) for v in 1 + rng.random(3))
        expected = a**phi, b**phi, c**phi
        expect(student.compound_scale(phi, a, b, c)).close_to(expected)
        came = student.compound_scale(phi, gamma=c, alpha=a, beta=b)
        expect(came).close_to(expected)


@scale
def test_scale_refuses_shrinking_constants(student):
    """Below 1, growth would shrink; 1 itself scales nothing."""
    expect(student.compound_scale(3, 1, 1, 1)).close_to((1.0, 1.0, 1.0))
    for name in ("alpha", "beta", "gamma"):
        expect.raises(ValueError, student.compound_scale, 2, **{name: 0.9})


def table(rng, count):
    """Networks of few different numbers, so that limits and ties are met; no two alike."""
    rows = set()
    while len(rows) < count:
        rows.add(tuple(int(v) for v in rng.integers(1, 7, 4)))
    rows = [rows.pop() for _ in range(count)]
    seen, names = set(), {}
    for year, params, macs, accuracy in sorted(rows):
        if (params, accuracy) not in seen:  # else two would be equally good
            seen.add((params, accuracy))
            row = (year, params / 2, macs / 2, 70 + accuracy / 5)
            names[f"net{year}{params}{macs}{accuracy}"] = row
    keys = list(names)
    rng.shuffle(keys)
    return {key: names[key] for key in keys}


def best(networks, params=np.inf, macs=np.inf, year=np.inf):
    """Go through them one by one."""
    name = None
    for key, row in networks.items():
        if row[1] > params or row[2] > macs or row[0] > year:
            continue
        if name is None or (row[3], -row[1]) > (networks[name][3], -networks[name][1]):
            name = key
    return name


def compare_choice(student, probes, networks, *limits):
    """By name, since a table crosses as rows."""
    came = student.run(probes.choice, student.choose_network, networks, *limits)
    expect(came).equals(best(networks, *(np.inf if v is None else v for v in limits)))


@choose
def test_choice_by_each_limit(student, probes, rng):
    """One limit at a time; a network that needs exactly so much fits."""
    for _ in range(6):
        networks = table(rng, 12)
        for limit in (2, 4):
            compare_choice(student, probes, networks, limit / 2)
            compare_choice(student, probes, networks, np.inf, limit / 2)
            compare_choice(student, probes, networks, np.inf, np.inf, limit)


@choose
def test_choice_by_all_limits(student, probes, rng):
    """Together; often nothing fits."""
    for _ in range(8):
        networks = table(rng, 10)
        params, macs, year = (int(v) for v in rng.integers(1, 6, 3))
        compare_choice(student, probes, networks, params / 2, macs / 2, year)


@choose
def test_choice_without_limits(student, probes, rng):
    """The most accurate; of equals the smaller, wherever it stands."""
    for _ in range(8):
        compare_choice(student, probes, table(rng, 20))


@choose
def test_choice_from_nothing(student, probes, rng):
    """No networks, no choice; none so old, none so small."""
    compare_choice(student, probes, table(rng, 3))
    compare_choice(student, probes, table(rng, 3), np.inf, np.inf, 0)
    compare_choice(student, probes, table(rng, 3), 0, np.inf)
    compare_choice(student, probes, table(rng, 3), np.inf, 0)
    compare_choice(student, probes, {})
    compare_choice(student, probes, {"one": (2000, 5, 5, 50)}, 4)
