"""What is timed: a residual block and ResNet-18, in evaluation, beside torchvision's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from autograder.timing.cases import Case, Thunk, Work

BYTES = 4  # of a float32
DEPTH = 18
# Of one image of 224 x 224 pixels; He et al. 2015, table 1, has 1.8e9 multiplications.
RESNET_OPERATIONS, RESNET_PARAMETERS, RESNET_SIDE = 2 * 1.814e9, 11_689_512, 224

AXES = ("batch", "channels", "height", "width")
BLOCKS = ((1, 16, 28, 28), (8, 64, 28, 28), (32, 64, 56, 56), (256, 64, 56, 56))
IMAGES = ((1, 64), (1, 224), (8, 224), (64, 224), (256, 224))  # batch, side


def evaluated(module: nn.Module, x: Tensor, seed: int) -> Thunk:
    """The module in evaluation, without gradients.

    What it has learned is drawn by shape and order, which both modules share; names differ.
    """
    rng = np.random.default_rng(seed)
    for value in module.state_dict().values():
        if value.is_floating_point():
            drawn = torch.from_numpy(rng.random(value.shape, dtype=np.float32))
            # Convolutions get both signs; what batch norm learns is above 0, as its variance must.
            wide = value.dim() > 1
            value.copy_((drawn - 0.5) / value[0].numel() ** 0.5 if wide else drawn + 0.5)
    module.to(x.device).eval()

    def forward() -> Tensor:
        with torch.no_grad():
            return module(x)

    return forward


def block_inputs(
    rng: np.random.Generator, device: str, batch: int, channels: int, height: int, width: int
) -> tuple[Tensor, int]:
    """x, and the seed of what is learned."""
    x = rng.standard_normal((batch, channels, height, width), dtype=np.float32)
    return torch.tensor(x, device=device), int(rng.integers(2**31))


def block_work(batch: int, channels: int, height: int, width: int) -> Work:
    """Two convolutions; x is read once, and the result written."""
    pixels, weights = batch * height * width, 2 * 9 * channels * channels
    return Work(operations=2 * pixels * weights, bytes=BYTES * (2 * pixels * channels + weights))


def our_block(block: Callable[..., nn.Module], x: Tensor, seed: int) -> Thunk:
    """The reference's block, which keeps the shape."""
    return evaluated(block(x.shape[1], x.shape[1]), x, seed)


def their_block(x: Tensor, seed: int) -> Thunk:
    """Torchvision's block."""
    from torchvision.models.resnet import BasicBlock

    return evaluated(BasicBlock(x.shape[1], x.shape[1]), x, seed)


def resnet_inputs(
    rng: np.random.Generator, device: str, batch: int, side: int
) -> tuple[Tensor, int]:
    """Images, and the seed of what is learned."""
    x = rng.standard_normal((batch, 3, side, side), dtype=np.float32)
    return torch.tensor(x, device=device), int(rng.integers(2**31))


def resnet_work(batch: int, side: int) -> Work:
    """Convolutions grow with the pixels; parameters do not."""
    images = batch * side * side
    return Work(
        operations=RESNET_OPERATIONS * images / RESNET_SIDE**2,
        bytes=BYTES * (3 * images + RESNET_PARAMETERS + 1000 * batch),
    )


def our_resnet(make: Callable[..., nn.Module], x: Tensor, seed: int) -> Thunk:
    """The reference's network."""
    return evaluated(make(DEPTH), x, seed)


def their_resnet(x: Tensor, seed: int) -> Thunk:
    """Torchvision's network."""
    from torchvision.models import resnet18

    return evaluated(resnet18(), x, seed)


CASES = (
    Case(
        exercise="ResidualBlock",
        sizes={
            " x ".join(map(str, shape)): dict(zip(AXES, shape, strict=True)) for shape in BLOCKS
        },
        inputs=block_inputs,
        work=block_work,
        peers={"torchvision BasicBlock": their_block},
        subject=our_block,
        tolerance=1e-5,  # the same layers in the same order
        memory=lambda batch, channels, height, width: BYTES * 8 * batch * channels * height * width,
    ),
    Case(
        exercise="make_resnet",
        sizes={
            f"{batch} x 3 x {side} x {side}": {"batch": batch, "side": side}
            for batch, side in IMAGES
        },
        inputs=resnet_inputs,
        work=resnet_work,
        peers={"torchvision resnet18": their_resnet},
        subject=our_resnet,
        tolerance=1e-4,  # 18 such layers
        # both networks, and the stem's four times as large maps of half the side, three at a time
        memory=lambda batch, side: BYTES * (2 * RESNET_PARAMETERS + 48 * batch * side * side),
    ),
)
