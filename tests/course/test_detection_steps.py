"""The detection reference gives the same boxes whatever it computes at once, as on a GPU too."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import torch
from torch import Tensor

from autograder.course import find_root

SOURCE = find_root(Path(__file__).parent) / "solutions/a09_detection/detection.py"
WHOLE = 10**9  # pairs in a step: more than there are


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("detection_reference", SOURCE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def steps_of(pairs: int) -> Callable[[Tensor, int], int]:
    return lambda boxes, columns: pairs // max(1, columns)


def heaps(n: int) -> tuple[Tensor, Tensor, Tensor]:
    """Boxes around few centres, some of them flat; scores with equals and a NaN; classes."""
    generator = torch.Generator().manual_seed(0)
    centres = torch.randint(40, (n, 2), generator=generator) * 20.0
    sides = torch.rand(n, 2, generator=generator) * 20 + 20
    boxes = torch.cat([centres - sides / 2, centres + sides / 2], dim=1)
    boxes[::9, 2] = boxes[::9, 0]
    scores = torch.randint(50, (n,), generator=generator).float()
    scores[n // 2] = torch.nan
    # One class of half of the boxes, and many of a few.
    classes = torch.randint(2 * 60, (n,), generator=generator).clamp(min=60)
    return boxes, scores, classes


@pytest.mark.parametrize("pairs", [4096, 20_000, 4_194_304])  # the last as on a GPU
def test_the_size_of_a_step_decides_speed_alone(reference, monkeypatch, pairs):
    boxes, scores, classes = heaps(1500)
    monkeypatch.setattr(reference, "_rows", steps_of(WHOLE))
    table = reference.box_iou(boxes, boxes[:700])
    kept = reference.nms(boxes, scores, 0.4)
    by_class = reference.batched_nms(boxes, scores, classes, 0.4)
    monkeypatch.setattr(reference, "_rows", steps_of(pairs))
    assert reference.box_iou(boxes, boxes[:700]).equal(table)
    assert reference.nms(boxes, scores, 0.4).equal(kept)
    assert reference.batched_nms(boxes, scores, classes, 0.4).equal(by_class)
    assert 0 < len(kept) < len(by_class) < len(boxes)
