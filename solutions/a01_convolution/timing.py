"""What is timed: a 3x3 layer, forwards and backwards, beside torch's, all in float64."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.timing.cases import Case, Thunk, Work

Array = np.ndarray
KERNEL, STRIDE, PADDING = 3, 1, 1  # the layer that ResNet and VGG are made of: the size stays
BYTES = 8  # of a float64

AXES = ("batch", "channels", "height", "width")
SHAPES = ((1, 3, 32, 32), (8, 16, 28, 28), (16, 64, 28, 28), (64, 64, 56, 56), (256, 64, 56, 56))
SIZES: Mapping[str, Mapping[str, int]] = {
    " x ".join(map(str, shape)): dict(zip(AXES, shape, strict=True)) for shape in SHAPES
}


def parameters(rng: np.random.Generator, channels: int) -> tuple[Array, Array]:
    """Weight and bias."""
    weight = rng.standard_normal((channels, channels, KERNEL, KERNEL)) / KERNEL
    return weight, rng.standard_normal(channels)


def forward_inputs(
    rng: np.random.Generator, device: str, batch: int, channels: int, height: int, width: int
) -> tuple[Array, Array, Array, int, int]:
    """x, weight, bias, stride, padding."""
    x = rng.standard_normal((batch, channels, height, width))
    return x, *parameters(rng, channels), STRIDE, PADDING


def backward_inputs(
    rng: np.random.Generator, device: str, batch: int, channels: int, height: int, width: int
) -> tuple[Array, Array, Array, int, int]:
    """grad_out, x, weight, stride, padding."""
    grad_out, x = rng.standard_normal((2, batch, channels, height, width))
    return grad_out, x, parameters(rng, channels)[0], STRIDE, PADDING


def forward_work(batch: int, channels: int, height: int, width: int) -> Work:
    """A multiplication and an addition for each weight at each pixel."""
    pixels, weights = batch * height * width, channels * channels * KERNEL**2
    traffic = BYTES * (2 * pixels * channels + weights + channels)
    return Work(operations=2 * pixels * weights, bytes=traffic)


def backward_work(batch: int, channels: int, height: int, width: int) -> Work:
    """As much for the gradient of x as for that of the weight."""
    once = forward_work(batch, channels, height, width)
    return Work(2 * once.operations, 1.5 * once.bytes)


def torch_conv(x: Array, weight: Array, bias: Array, stride: int, padding: int) -> Thunk:
    """What one calls in practice."""
    tensors = [torch.from_numpy(array) for array in (x, weight, bias)]
    return lambda: F.conv2d(*tensors, stride, padding)


def torch_unfold(x: Array, weight: Array, bias: Array, stride: int, padding: int) -> Thunk:
    """im2col by torch: every image's columns at once."""
    images, kernels, shift = (torch.from_numpy(array) for array in (x, weight, bias))
    out_channels, _, *kernel_size = kernels.shape

    def convolve() -> Tensor:
        columns = F.unfold(images, kernel_size, padding=padding, stride=stride)
        out = kernels.reshape(out_channels, -1) @ columns + shift[:, None]
        return out.reshape(len(images), out_channels, *images.shape[2:])

    return convolve


def torch_backward(grad_out: Array, x: Array, weight: Array, stride: int, padding: int) -> Thunk:
    """The backward pass alone: the forward pass is done before."""
    images, kernels = (torch.from_numpy(array).requires_grad_() for array in (x, weight))
    bias = torch.zeros(len(kernels), dtype=torch.float64, requires_grad=True)
    out, grad = F.conv2d(images, kernels, bias, stride, padding), torch.from_numpy(grad_out)
    return lambda: torch.autograd.grad(out, (images, kernels, bias), grad, retain_graph=True)


def unfolded_memory(batch: int, channels: int, height: int, width: int) -> float:
    """The columns are nine times as many as the pixels; half a dozen arrays stand beside them."""
    return BYTES * (KERNEL**2 + 6) * batch * channels * height * width


def memory(batch: int, channels: int, height: int, width: int) -> float:
    """The arrays of forward and backward pass, two libraries'."""
    return BYTES * 12 * batch * channels * height * width


def case(
    exercise: str,
    inputs: Callable[..., tuple],
    work: Callable[..., Work],
    peers: Mapping[str, Callable[..., Thunk]],
    needs: Callable[..., float],
    marked: Mapping[str, Mapping[str, int]] | None = None,
) -> Case:
    """A case of NumPy: on the CPU, in float64."""
    return Case(
        exercise=exercise,
        sizes={**SIZES, **(marked or {})},
        inputs=inputs,
        work=work,
        peers=peers,
        tolerance=1e-9,  # sums in another order, or in the frequency domain
        dtype="float64",
        devices=("cpu",),
        memory=needs,
        marked=tuple(marked or ()),
    )


MARKED = {
    "small": {"batch": 2, "channels": 16, "height": 24, "width": 24},
    "large": {"batch": 4, "channels": 32, "height": 32, "width": 32},
}
BY_TORCH, BY_UNFOLDING = {"F.conv2d": torch_conv}, {"F.unfold and @": torch_unfold}

CASES = (
    case("conv2d_forward", forward_inputs, forward_work, BY_TORCH, memory),
    case("conv2d_backward", backward_inputs, backward_work, {"autograd": torch_backward}, memory),
    case(
        "conv2d_im2col",
        forward_inputs,
        forward_work,
        BY_TORCH | BY_UNFOLDING,
        unfolded_memory,
        MARKED,
    ),
)
