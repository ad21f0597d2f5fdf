"""Measures the handout's table: from scratch, on features, fine-tuned. Takes ten minutes.

    python solutions/a07_transfer/measure.py

200 digits to learn from, 1,000 others to measure on, each enlarged to 64 x 64 pixels; means over
three random splits. One CPU core. Needs data/digits.npz and data/efficientnet_lite0.pt.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import timm
import torch
import torch.nn.functional as F
import transfer
from torch import Tensor, nn

DATA = Path(__file__).parents[2] / "data"
LEARN, MEASURE, SIDE, SPLITS = 200, 1_000, 64, 3


def digits() -> tuple[Tensor, Tensor]:
    """Images float32 (1797, 3, 64, 64) as EfficientNet-Lite0 takes them, labels int64 (1797,)."""
    raw = np.load(DATA / "digits.npz")
    pixels = torch.from_numpy(raw["images"]).float()[:, None] * 255 / 16
    pixels = F.interpolate(pixels, size=(SIDE, SIDE), mode="bilinear")
    return (pixels.expand(-1, 3, -1, -1) - 127) / 128, torch.from_numpy(raw["labels"])


def network(pretrained: bool) -> nn.Module:
    """EfficientNet-Lite0 with a new head for ten digits."""
    model: nn.Module = timm.create_model("tf_efficientnet_lite0")
    if pretrained:
        model.load_state_dict(torch.load(DATA / "efficientnet_lite0.pt", weights_only=True))
    return transfer.replace_head(model, "classifier", 10)


def train(model: nn.Module, groups: Iterable[Any], x: Tensor, y: Tensor, epochs: int) -> None:
    """Adam on batches of 20, with cosine annealing."""
    optimizer = torch.optim.Adam(groups, lr=2e-3)
    steps = epochs * -(-len(y) // 20)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    model.train()
    for _ in range(epochs):
        for batch in torch.randperm(len(y)).split(20):
            optimizer.zero_grad()
            F.cross_entropy(model(x[batch]), y[batch]).backward()
            optimizer.step()
            schedule.step()


def scratch(x: Tensor, y: Tensor) -> nn.Module:
    """Random weights, 30 epochs."""
    model = network(pretrained=False)
    train(model, model.parameters(), x, y, epochs=30)
    return model


def features(x: Tensor, y: Tensor) -> nn.Module:
    """The head alone, on stored features."""
    model = network(pretrained=True)
    model.load_state_dict(transfer.fine_tune(model, "classifier", x, y, 10))
    return model


def fine_tuned(x: Tensor, y: Tensor) -> nn.Module:
    """All layers, 10 epochs, rates halved from group to group."""
    model = network(pretrained=True)
    groups = transfer.discriminative_param_groups(model, "classifier", 4e-3, 2.0)
    train(model, groups, x, y, epochs=10)
    return model


def accuracy(model: nn.Module, x: Tensor, y: Tensor) -> float:
    """In evaluation mode, batch by batch."""
    model.eval()
    with torch.no_grad():
        said = torch.cat([model(part).argmax(1) for part in x.split(100)])
    return float((said == y).float().mean())


def main() -> None:
    """Print one line for each way and split."""
    torch.set_num_threads(1)
    x, y = digits()
    ways: tuple[Callable[[Tensor, Tensor], nn.Module], ...] = (scratch, features, fine_tuned)
    for split in range(SPLITS):
        order = torch.randperm(len(y), generator=torch.Generator().manual_seed(split))
        new, seen = order[:MEASURE], order[-LEARN:]
        for way in ways:
            torch.manual_seed(split)
            start = time.perf_counter()
            model = way(x[seen], y[seen])
            seconds = time.perf_counter() - start
            share = accuracy(model, x[new], y[new])
            print(f"{way.__name__:10} split {split}: {share:.1%} in {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
