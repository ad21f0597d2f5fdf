"""Random weights, both modes, every path, against a block written with formulas alone."""

from __future__ import annotations

import itertools

import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

residual = pytest.mark.exercise("ResidualBlock")

IDENTITY, PROJECTION = (3, 3, 1), (3, 5, 2)
# Gradients through batch statistics pass several long sums, in an order of the library's choice.
LOOSE = {"rtol": 1e-7, "atol": 1e-9}


def tensor(rng, *shape):
    """Standard normal, float64."""
    return torch.from_numpy(rng.standard_normal(shape))


def random_weights(rng, in_channels, out_channels, stride):
    """Every parameter and running statistic of a block, by name; variances away from 0."""
    shapes = {"conv1": (out_channels, in_channels, 3, 3), "conv2": (out_channels,) * 2 + (3, 3)}
    norms = ["bn1", "bn2"]
    if stride != 1 or in_channels != out_channels:
        shapes["shortcut.0"] = (out_channels, in_channels, 1, 1)
        norms.append("shortcut.1")
    weights = {f"{name}.weight": 0.5 * tensor(rng, *shape) for name, shape in shapes.items()}
    for name in norms:
        weights[f"{name}.weight"] = tensor(rng, out_channels)
        weights[f"{name}.bias"] = tensor(rng, out_channels)
        weights[f"{name}.running_mean"] = tensor(rng, out_channels)
        weights[f"{name}.running_var"] = 0.5 + tensor(rng, out_channels) ** 2
    return weights


def normalise(x, weights, name, training, moved):
    """Batch norm by its formula; notes in `moved` where the running statistics go."""
    mean, var = weights[f"{name}.running_mean"], weights[f"{name}.running_var"]
    if training:
        old_mean, old_var, count = mean, var, x.numel() / x.shape[1]
        mean, var = x.mean((0, 2, 3)), x.var((0, 2, 3), correction=0)
        unbiased = var * count / (count - 1)
        moved[f"{name}.running_mean"] = (0.9 * old_mean + 0.1 * mean).detach()
        moved[f"{name}.running_var"] = (0.9 * old_var + 0.1 * unbiased).detach()
    column = (1, -1, 1, 1)
    scaled = (x - mean.reshape(column)) / torch.sqrt(var.reshape(column) + 1e-5)
    return scaled * weights[f"{name}.weight"].reshape(column) + weights[f"{name}.bias"].reshape(
        column
    )


def oracle(weights, x, stride, training=False):
    """The block by formula: (result, running statistics after a call in training mode)."""
    moved = {}
    branch = F.conv2d(x, weights["conv1.weight"], stride=stride, padding=1)
    branch = normalise(branch, weights, "bn1", training, moved).relu()
    branch = F.conv2d(branch, weights["conv2.weight"], padding=1)
    branch = normalise(branch, weights, "bn2", training, moved)
    shortcut = x
    if "shortcut.0.weight" in weights:
        shortcut = F.conv2d(x, weights["shortcut.0.weight"], stride=stride)
        shortcut = normalise(shortcut, weights, "shortcut.1", training, moved)
    return (branch + shortcut).relu(), moved


def loaded(student, probes, sizes, weights, training=False):
    """A block in float64 with these weights, in the asked-for mode."""
    block = student.ResidualBlock(*sizes)
    block.double()
    problems = student.run(probes.load, block, weights)
    fits = type(problems) is str and not problems
    expect(problems).satisfies(fits, f"The weights are not the documented ones: {problems}.")
    block.train(training)
    return block


def compare(student, probes, rng, sizes, shape, training=False):
    """Values of a block with random weights on a random input."""
    weights, x = random_weights(rng, *sizes), tensor(rng, *shape)
    block = loaded(student, probes, sizes, weights, training)
    expect(block(x)).close_to(oracle(weights, x, sizes[2], training)[0], **LOOSE)


@residual
def test_values_of_an_identity_block(student, probes, rng):
    """Both paths, in evaluation mode."""
    compare(student, probes, rng, IDENTITY, (2, 3, 5, 7))


@residual
def test_values_of_a_projection_block(student, probes, rng):
    """Stride 2 on an odd height and an even width, in evaluation mode."""
    compare(student, probes, rng, PROJECTION, (2, 3, 7, 10))


@residual
def test_more_channels_without_stride(student, probes, rng):
    """The shape changes in its channels alone: a projection is needed."""
    compare(student, probes, rng, (2, 5, 1), (2, 2, 6, 4))


@residual
def test_fewer_channels_without_stride(student, probes, rng):
    """Fewer channels out than in need a projection, too."""
    compare(student, probes, rng, (5, 2, 1), (2, 5, 4, 6))


@residual
def test_stride_without_more_channels(student, probes, rng):
    """The shape changes in its size alone: a projection is needed."""
    compare(student, probes, rng, (4, 4, 2), (2, 4, 6, 9))


@residual
def test_stride_three_leaves_a_remainder(student, probes, rng):
    """Nothing is made for stride 2 alone."""
    compare(student, probes, rng, (2, 3, 3), (1, 2, 8, 11))


@residual
def test_image_of_one_pixel(student, probes, rng):
    """Padding gives a 3x3 kernel room even there."""
    compare(student, probes, rng, IDENTITY, (2, 3, 1, 1))
    compare(student, probes, rng, PROJECTION, (2, 3, 1, 1))


@residual
def test_values_in_training_mode(student, probes, rng):
    """Batch norm looks at the batch, on the branch and on the shortcut."""
    compare(student, probes, rng, IDENTITY, (3, 3, 5, 6), training=True)
    compare(student, probes, rng, PROJECTION, (3, 3, 7, 6), training=True)


@residual
def test_running_statistics(student, probes, rng):
    """One training step moves each of them by a tenth; evaluation moves none."""
    weights, x = random_weights(rng, *PROJECTION), tensor(rng, 3, 3, 6, 7)
    block = loaded(student, probes, PROJECTION, weights, training=True)
    block(x)
    moved = oracle(weights, x, 2, training=True)[1]
    expect(student.run(probes.buffers, block, list(moved))).close_to(moved)
    block.eval()
    block(x)
    expect(student.run(probes.buffers, block, list(moved))).close_to(moved)


@residual
def test_one_image_in_eval_mode(student, probes, rng):
    """In evaluation mode an image's result does not depend on its neighbours."""
    weights, x = random_weights(rng, *PROJECTION), tensor(rng, 3, 3, 6, 5)
    block = loaded(student, probes, PROJECTION, weights)
    together = oracle(weights, x, 2)[0]
    expect(block(x)).close_to(together, **LOOSE)
    expect(block(x[1:2])).close_to(together[1:2], **LOOSE)


def backward_case(rng, in_channels, out_channels, stride):
    """Weights, a batch of non-square images, an upstream gradient, the stride."""
    weights = random_weights(rng, in_channels, out_channels, stride)
    x = tensor(rng, 2, in_channels, 5, 8)
    grad_out = tensor(rng, 2, out_channels, -(-5 // stride), -(-8 // stride))
    return weights, x, grad_out, stride


def expected_gradients(weights, x, grad_out, stride, training):
    """Gradients of x and of each parameter, by autograd on the formulas."""
    leaf = x.clone().requires_grad_()
    free = {
        name: value if "running" in name else value.clone().requires_grad_()
        for name, value in weights.items()
    }
    oracle(free, leaf, stride, training)[0].backward(grad_out)
    return leaf.grad, {n: v.grad for n, v in free.items() if "running" not in n}


@residual
def test_input_gradient_sums_both_paths(student, probes, rng):
    """A random upstream gradient comes back along branch and shortcut, in both modes."""
    for sizes, training in itertools.product((IDENTITY, PROJECTION), (False, True)):
        weights, x, grad_out, stride = backward_case(rng, *sizes)
        expected, _ = expected_gradients(weights, x, grad_out, stride, training)
        block = loaded(student, probes, sizes, weights, training)
        came = student.run(probes.input_gradient, block, x, grad_out)
        expect(came).close_to(expected, **LOOSE)


@residual
def test_parameter_gradients(student, probes, rng):
    """Every weight of both paths learns."""
    for sizes in (IDENTITY, PROJECTION):
        weights, x, grad_out, stride = backward_case(rng, *sizes)
        _, expected = expected_gradients(weights, x, grad_out, stride, training=True)
        block = loaded(student, probes, sizes, weights, training=True)
        came = student.run(probes.parameter_gradients, block, x, grad_out, list(expected))
        expect(came).close_to(expected, **LOOSE)


@residual
def test_output_is_never_negative(student, probes, rng):
    """The last step is a ReLU, whatever the paths say."""
    for sizes in (IDENTITY, PROJECTION):
        weights, x = random_weights(rng, *sizes), 5 * tensor(rng, 4, 3, 6, 5)
        lowest = student.run(probes.lowest, loaded(student, probes, sizes, weights), x)
        never = type(lowest) is float and lowest >= 0
        expect(lowest).satisfies(never, f"The smallest value is {lowest}; ReLU ends at zero.")


@residual
def test_parameters_of_unusual_sizes(student, probes, rng):
    """Weights follow from the channels; only a change of shape adds a projection's."""
    few, many = (int(n) for n in rng.choice(range(2, 20), 2, replace=False))
    for sizes in ((many, many, 1), (few, many, 1), (many, many, 2), (many, few, 3)):
        weights = random_weights(rng, *sizes)
        count = sum(v.numel() for name, v in weights.items() if "running" not in name)
        block = student.ResidualBlock(*sizes)
        expect(student.run(probes.parameter_count, block)).equals(count)


@residual
def test_single_precision_stays(student, probes, rng):
    """float32 in, float32 out, in both modes."""
    x = tensor(rng, 2, 3, 5, 4).float()
    block = student.ResidualBlock(in_channels=3, out_channels=4, stride=2)
    for training in (True, False):
        block.train(training)
        came = student.run(probes.shape_and_dtype, block, x)
        expect(came).equals(((2, 4, 3, 2), "torch.float32"))


@residual
def test_input_is_kept_in_training_mode(student, probes, rng):
    """x is the caller's: nothing is written into it, with gradients or without."""
    for sizes in (IDENTITY, PROJECTION):
        block = loaded(student, probes, sizes, random_weights(rng, *sizes), training=True)
        block(tensor(rng, 2, 3, 6, 5))
        expect.inputs_kept(student)
        expect.fresh_result(student)


@residual
def test_many_channels_pass_as_they_are(student, probes):
    """As many channels out as in, however many, need no projection."""
    count = student.run(probes.parameter_count, student.ResidualBlock(300, 300))
    expect(count).equals(2 * (9 * 300**2 + 2 * 300))
