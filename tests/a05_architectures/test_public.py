"""What you can check yourself. More tests run when your work is graded."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from autograder.feedback import expect

residual = pytest.mark.exercise("ResidualBlock")

F64 = torch.float64


def dot(value: float, channels: int = 1, size: int = 3) -> Tensor:
    """A kernel that multiplies by `value`: each channel sees its own centre pixel."""
    weight = torch.zeros(channels, channels, size, size, dtype=F64)
    for channel in range(channels):
        weight[channel, channel, size // 2, size // 2] = value
    return weight


def plain_norm(name: str, channels: int, scale: float = 1.0) -> dict[str, Tensor]:
    """Batch norm that divides by sqrt(1 + eps) and multiplies by `scale`, no more."""
    ones, zeros = torch.ones(channels, dtype=F64), torch.zeros(channels, dtype=F64)
    return {
        f"{name}.weight": scale * ones,
        f"{name}.bias": zeros,
        f"{name}.running_mean": zeros,
        f"{name}.running_var": ones,
    }


def ramp(name: str, start: float, stop: float, *shape: int) -> dict[str, Tensor]:
    """Numbers that rise evenly from `start` to `stop`."""
    count = torch.Size(shape).numel()
    return {name: torch.linspace(start, stop, count, dtype=F64).reshape(shape)}


def loaded(student, probes, sizes, weights):
    """A block in float64 with these weights."""
    block = student.ResidualBlock(*sizes)
    block.double()
    problems = student.run(probes.load, block, weights)
    fits = type(problems) is str and not problems
    expect(problems).satisfies(fits, f"The weights are not the documented ones: {problems}.")
    return block


@residual
def test_parameter_count(student, probes):
    """Convolutions have no bias, and only a projection adds weights."""
    expect(student.run(probes.parameter_count, student.ResidualBlock(8, 8))).equals(1_184)
    # Two blocks of ResNet-18: the second of layer 1, the first of layer 2.
    expect(student.run(probes.parameter_count, student.ResidualBlock(64, 64))).equals(73_984)
    block = student.ResidualBlock(64, 128, stride=2)
    expect(student.run(probes.parameter_count, block)).equals(230_144)


@residual
def test_shape_follows_the_stride(student, probes):
    """Stride 1 keeps height and width; stride 2 halves them and rounds up."""
    x = torch.linspace(-1, 1, 2 * 3 * 5 * 8).reshape(2, 3, 5, 8)
    block = student.ResidualBlock(3, 3)
    expect(student.run(probes.shape_and_dtype, block, x)).equals(((2, 3, 5, 8), "torch.float32"))
    block = student.ResidualBlock(3, 4, 2)
    expect(student.run(probes.shape_and_dtype, block, x)).equals(((2, 4, 3, 4), "torch.float32"))


@residual
def test_worked_example(student, probes):
    """The handout's numbers: the branch is -6 times the positive part of x."""
    weights = {"conv1.weight": dot(2.0), "conv2.weight": dot(-3.0)}
    weights |= plain_norm("bn1", 1) | plain_norm("bn2", 1)
    block = loaded(student, probes, (1, 1), weights)
    block.eval()
    x = torch.tensor([[[[-3.0, 2.0, 0.5]]]], dtype=F64)
    expect(block(x)).close_to(torch.zeros_like(x))
    student.run(probes.load, block, weights | {"conv2.weight": dot(0.5)})
    # 1e-4: batch norm divides by sqrt(1 + 1e-5) twice.
    expect(block(x)).close_to(torch.tensor([[[[0.0, 4.0, 1.0]]]], dtype=F64), rtol=1e-4)


@residual
def test_shortcut_alone_gives_relu_of_the_input(student, probes):
    """A branch of zeros leaves what the shortcut hands on."""
    weights = {"conv1.weight": dot(1.0, 2), "conv2.weight": dot(1.0, 2)}
    weights |= plain_norm("bn1", 2) | plain_norm("bn2", 2, scale=0.0)
    block = loaded(student, probes, (2, 2), weights)
    block.eval()
    x = torch.linspace(-2, 3, 2 * 2 * 3 * 6, dtype=F64).reshape(2, 2, 3, 6)
    expect(block(x)).close_to(x.clamp(min=0))


@residual
def test_gradient_takes_the_shortcut(student, probes):
    """Where the branch is dead, the gradient still arrives, whole."""
    weights = {"conv1.weight": dot(1.0, 2), "conv2.weight": dot(1.0, 2)}
    weights |= plain_norm("bn1", 2) | plain_norm("bn2", 2, scale=0.0)
    block = loaded(student, probes, (2, 2), weights)
    block.eval()
    x = torch.linspace(-2, 3, 2 * 2 * 3 * 6, dtype=F64).reshape(2, 2, 3, 6)
    grad_out = torch.linspace(1, -3, x.numel(), dtype=F64).reshape(x.shape)
    expect(student.run(probes.input_gradient, block, x, grad_out)).close_to(grad_out * (x > 0))


@residual
def test_projection_with_given_weights(student, probes):
    """Stride 2, two channels to three, numbers computed elsewhere."""
    weights = ramp("conv1.weight", -0.3, 0.4, 3, 2, 3, 3) | ramp("bn1.weight", 0.5, 1.5, 3)
    weights |= ramp("bn1.bias", -0.2, 0.3, 3) | ramp("bn1.running_mean", -0.4, 0.2, 3)
    weights |= ramp("bn1.running_var", 0.6, 1.4, 3) | ramp("conv2.weight", -0.25, 0.15, 3, 3, 3, 3)
    weights |= ramp("bn2.weight", 1.2, 0.8, 3) | ramp("bn2.bias", 0.4, -0.1, 3)
    weights |= ramp("bn2.running_mean", 0.1, 0.5, 3) | ramp("bn2.running_var", 2.0, 0.5, 3)
    weights |= ramp("shortcut.0.weight", -1.0, 1.5, 3, 2, 1, 1)
    weights |= ramp("shortcut.1.weight", 0.9, 1.1, 3) | ramp("shortcut.1.bias", 0.6, 0.2, 3)
    weights |= ramp("shortcut.1.running_mean", -0.1, 0.3, 3)
    weights |= ramp("shortcut.1.running_var", 0.7, 1.6, 3)
    block = loaded(student, probes, (2, 3, 2), weights)
    block.eval()
    x = torch.linspace(-1.0, 1.5, 2 * 3 * 5, dtype=F64).reshape(1, 2, 3, 5)
    expected = [
        [[0.88871269, 0.05469378, 0.14381133], [0.0, 0.0, 0.0]],
        [[0.22444302, 0.24496564, 0.35192484], [0.51434694, 0.47642282, 0.62345008]],
        [[0.0, 0.89875735, 0.85106504], [1.66675219, 2.55730193, 2.56029186]],
    ]
    # 1e-7: the numbers are written down with eight digits.
    expect(block(x)).close_to(torch.tensor([expected], dtype=F64), rtol=1e-7, atol=1e-7)


@residual
def test_training_mode_uses_the_batch(student, probes):
    """The first batch norm moves its running mean and variance a tenth towards the batch's."""
    weights = {"conv1.weight": dot(1.0), "conv2.weight": dot(1.0)}
    weights |= plain_norm("bn1", 1) | plain_norm("bn2", 1)
    block = loaded(student, probes, (1, 1), weights)
    block.train()
    x = torch.tensor([[[[1.0, 5.0]]], [[[3.0, 7.0]]]], dtype=F64)  # mean 4, variance 20 / 3
    block(x)
    names = ["bn1.running_mean", "bn1.running_var"]
    mean, variance = torch.tensor([0.4], dtype=F64), torch.tensor([0.9 + 2 / 3], dtype=F64)
    expected = dict(zip(names, (mean, variance), strict=True))
    expect(student.run(probes.buffers, block, names)).close_to(expected)


@residual
def test_input_is_kept(student, probes):
    """The block hands back a new tensor and leaves x alone."""
    weights = {"conv1.weight": dot(2.0, 2), "conv2.weight": dot(-3.0, 2)}
    weights |= plain_norm("bn1", 2) | plain_norm("bn2", 2)
    block = loaded(student, probes, (2, 2), weights)
    block(torch.linspace(-1, 1, 2 * 2 * 4 * 5, dtype=F64).reshape(2, 2, 4, 5))
    expect.inputs_kept(student)
    expect.fresh_result(student)
