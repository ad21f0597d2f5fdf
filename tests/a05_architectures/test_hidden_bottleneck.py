"""Hidden tests: the bottleneck, whose layers have documented names."""

from __future__ import annotations

import itertools

import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

bottleneck = pytest.mark.exercise("Bottleneck")

# Gradients through batch statistics pass several long sums, in an order of the library's choice.
LOOSE = {"rtol": 1e-7, "atol": 1e-9}


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


NARROW, PROJECTED, WIDER, FEWER = (12, 3, 1), (5, 3, 2), (3, 2, 1), (13, 3, 1)


def bottleneck_weights(rng, into, width, stride):
    """Every parameter and running statistic by its documented name."""
    out = 4 * width
    shapes = {"conv1": (width, into, 1, 1), "conv2": (width, width, 3, 3)}
    shapes["conv3"] = (out, width, 1, 1)
    sizes = {"bn1": width, "bn2": width, "bn3": out}
    if stride != 1 or into != out:
        shapes["shortcut.0"], sizes["shortcut.1"] = (out, into, 1, 1), out
    weights = {f"{name}.weight": 0.5 * tensor(rng, *shape) for name, shape in shapes.items()}
    for name, count in sizes.items():
        for part in ("weight", "bias", "running_mean"):
            weights[f"{name}.{part}"] = tensor(rng, count)
        weights[f"{name}.running_var"] = 0.5 + tensor(rng, count) ** 2
    return weights


def bottleneck_forward(weights, x, stride, training=False):
    """The block by formula; in training mode the weights' statistics move."""

    def step(x, number, **settings):
        x = F.conv2d(x, weights[f"{number[0]}.weight"], **settings)
        names = ("running_mean", "running_var", "weight", "bias")
        return F.batch_norm(x, *(weights[f"{number[1]}.{n}"] for n in names), training, 0.1, 1e-5)

    out = step(x, ("conv1", "bn1")).relu()
    out = step(out, ("conv2", "bn2"), stride=stride, padding=1).relu()
    out = step(out, ("conv3", "bn3"))
    projected = "shortcut.0.weight" in weights
    return (out + (step(x, ("shortcut.0", "shortcut.1"), stride=stride) if projected else x)).relu()


def bottleneck_case(student, probes, rng, sizes, training=False):
    """A block with known weights, in float64."""
    weights = bottleneck_weights(rng, *sizes)
    block = student.Bottleneck(*(sizes if sizes[2] > 1 else sizes[:2]))
    block.double()
    problems = student.run(probes.load, block, weights)
    fits = type(problems) is str and not problems
    expect(problems).satisfies(fits, f"The weights are not the documented ones: {problems}.")
    block.train(training)
    return block, weights


@bottleneck
def test_bottleneck_values(student, probes, rng):
    """Identity and projection, with stride and without, in both modes; x is kept."""
    cases = (NARROW, PROJECTED, WIDER, FEWER)
    for sizes, training in itertools.product(cases, (False, True)):
        block, weights = bottleneck_case(student, probes, rng, sizes, training)
        x = tensor(rng, 2, sizes[0], 7, 10)
        expect(block(x)).close_to(bottleneck_forward(weights, x, sizes[2], training), **LOOSE)
        expect.inputs_kept(student)
        expect.fresh_result(student)


@bottleneck
def test_bottleneck_stride_without_more_channels(student, probes, rng):
    """The shape changes in its size alone: a projection is needed."""
    block, weights = bottleneck_case(student, probes, rng, (8, 2, 3))
    x = tensor(rng, 2, 8, 8, 11)
    expect(block(x)).close_to(bottleneck_forward(weights, x, 3), **LOOSE)


@bottleneck
def test_bottleneck_running_statistics(student, probes, rng):
    """One training step moves each of them by a tenth."""
    block, weights = bottleneck_case(student, probes, rng, PROJECTED, training=True)
    x = tensor(rng, 3, 5, 6, 7)
    block(x)
    bottleneck_forward(weights, x, 2, training=True)
    moved = {n: v for n, v in weights.items() if "running" in n}
    expect(student.run(probes.buffers, block, list(moved))).close_to(moved, **LOOSE)


@bottleneck
def test_bottleneck_gradients(student, probes, rng):
    """Of x and every weight."""
    for sizes in (NARROW, PROJECTED):
        block, weights = bottleneck_case(student, probes, rng, sizes, training=True)
        stride = sizes[2]
        x = tensor(rng, 2, sizes[0], 5, 8)
        grad_out = tensor(rng, 2, 12, -(-5 // stride), -(-8 // stride))
        leaf = x.clone().requires_grad_()
        free = [n for n in weights if "running" not in n]
        for name in free:
            weights[name].requires_grad_()
        bottleneck_forward(weights, leaf, stride, training=True).backward(grad_out)
        came = student.run(probes.input_gradient, block, x, grad_out)
        expect(came).close_to(leaf.grad, **LOOSE)
        block.zero_grad()
        came = student.run(probes.parameter_gradients, block, x, grad_out, free)
        expect(came).close_to({n: weights[n].grad for n in free}, rtol=1e-7, atol=1e-8)


@bottleneck
def test_bottleneck_counts(student, probes):
    """Blocks of ResNet-50."""
    for sizes, count in (((256, 64), 70_400), ((64, 64), 75_008), ((256, 128, 2), 379_392)):
        expect(student.run(probes.count_of, student.Bottleneck, *sizes)).equals(count)
