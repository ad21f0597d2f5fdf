"""What is timed: 3x3 pooling with stride 2, forwards and backwards, beside torch's, in float64."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.timing.cases import Case, Thunk, Work

Array = np.ndarray
Pool = Callable[..., Tensor]
KERNEL, STRIDE = 3, 2  # the pooling of ResNet's stem: windows overlap
BYTES = 8  # of a float64

AXES = ("batch", "channels", "height", "width")
SHAPES = ((1, 3, 32, 32), (8, 16, 28, 28), (16, 64, 56, 56), (64, 64, 56, 56), (256, 64, 56, 56))
SIZES: Mapping[str, Mapping[str, int]] = {
    " x ".join(map(str, shape)): dict(zip(AXES, shape, strict=True)) for shape in SHAPES
}
# For speed marks: larger windows, one at every pixel, so that there is more to do than to carry.
MARKED = {
    "small": {"batch": 2, "channels": 8, "height": 40, "width": 40, "kernel": 9, "stride": 1},
    "large": {"batch": 2, "channels": 12, "height": 48, "width": 48, "kernel": 9, "stride": 1},
}


def forward_inputs(
    rng: np.random.Generator,
    device: str,
    batch: int,
    channels: int,
    height: int,
    width: int,
    kernel: int = KERNEL,
    stride: int = STRIDE,
) -> tuple[Array, int, int, int]:
    """x, kernel_size, stride, padding."""
    return rng.standard_normal((batch, channels, height, width)), kernel, stride, kernel // 2


def backward_inputs(
    rng: np.random.Generator, device: str, batch: int, channels: int, height: int, width: int
) -> tuple[Array, Array, int, int, int]:
    """grad_out, x, kernel_size, stride, padding."""
    out_size = [(n + 2 * (KERNEL // 2) - KERNEL) // STRIDE + 1 for n in (height, width)]
    grad_out = rng.standard_normal((batch, channels, *out_size))
    return grad_out, *forward_inputs(rng, device, batch, channels, height, width)


def work(arrays: float) -> Callable[..., Work]:
    """One operation for each pixel of each window, and so many arrays as large as x to move."""

    def of_size(
        batch: int,
        channels: int,
        height: int,
        width: int,
        kernel: int = KERNEL,
        stride: int = STRIDE,
    ) -> Work:
        pixels = batch * channels * height * width
        return Work(operations=kernel**2 * pixels / stride**2, bytes=BYTES * arrays * pixels)

    return of_size


def memory(batch: int, channels: int, height: int, width: int, **windows: int) -> float:
    """Half a dozen arrays as large as x, two libraries'."""
    return BYTES * 8 * batch * channels * height * width


def forward(pool: Pool) -> Callable[..., Thunk]:
    """Torch's pooling."""

    def prepare(x: Array, *settings: int) -> Thunk:
        images = torch.from_numpy(x)
        return lambda: pool(images, *settings)

    return prepare


def backward(pool: Pool) -> Callable[..., Thunk]:
    """The backward pass of torch's pooling alone: the forward pass is done before."""

    def prepare(grad_out: Array, x: Array, *settings: int) -> Thunk:
        images, grad = torch.from_numpy(x).requires_grad_(), torch.from_numpy(grad_out)
        out = pool(images, *settings)
        return lambda: torch.autograd.grad(out, images, grad, retain_graph=True)[0]

    return prepare


def case(
    exercise: str,
    inputs: Callable[..., tuple],
    arrays: float,
    name: str,
    peer: Callable[..., Thunk],
    marked: Mapping[str, Mapping[str, int]] | None = None,
) -> Case:
    """A case of NumPy: on the CPU, in float64."""
    return Case(
        exercise=exercise,
        sizes={**SIZES, **(marked or {})},
        inputs=inputs,
        work=work(arrays),
        peers={name: peer},
        tolerance=1e-12,  # sums of at most nine numbers in another order
        dtype="float64",
        devices=("cpu",),
        memory=memory,
        marked=tuple(marked or ()),
    )


# x is read, and a quarter as many values are written; to find the winners again, x is read as well
FORWARD, BACKWARD, BACKWARD_WITH_X = 1.25, 1.25, 2.25

CASES = (
    case(
        "max_pool2d_forward",
        forward_inputs,
        FORWARD,
        "F.max_pool2d",
        forward(F.max_pool2d),
        MARKED,
    ),
    case(
        "max_pool2d_backward", backward_inputs, BACKWARD_WITH_X, "autograd", backward(F.max_pool2d)
    ),
    case("avg_pool2d_forward", forward_inputs, FORWARD, "F.avg_pool2d", forward(F.avg_pool2d)),
    case("avg_pool2d_backward", backward_inputs, BACKWARD, "autograd", backward(F.avg_pool2d)),
)
