"""A detection set: real digits on black canvases, and exactly where they are.

A digit is enlarged by a whole factor, without smoothing. Its box is the extent of its non-zero
pixels, not of the pasted 8x8 patch. Where two digits meet, the brighter pixel stays, so that no
ink of either is lost and both boxes remain exact.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.errors import UsageError
from autograder.files import write_atomic
from course_data.job import DataSet, Workshop, run
from course_data.sets import digits

SIDE = 128  # pixels of a canvas
MAX_DIGITS = 6  # on one canvas; some have none
FACTORS = (2, 3, 4, 5, 6)  # a digit is 16 to 48 pixels high, before its margin is cut
MAX_SHARE = 0.15  # of the smaller of two boxes that the other may cover
BRIGHTNESS = 15  # of one of a digit's 16 grey levels
TRAIN_DIGITS = 1437  # of the 1,797; the others are seen in validation only
TRAIN_PER_VAL = 4

_TRIES = 50  # to find room for one digit
_LICENCE = "CC BY 4.0, as the digits"

Image = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True)
class Box:
    """A digit on a canvas: columns [x, x + width), rows [y, y + height)."""

    label: int
    x: int
    y: int
    width: int
    height: int

    def share(self, other: Box) -> float:
        """How much of the smaller box both cover."""
        right = min(self.x + self.width, other.x + other.width)
        below = min(self.y + self.height, other.y + other.height)
        common = max(0, right - max(self.x, other.x)) * max(0, below - max(self.y, other.y))
        return common / min(self.width * self.height, other.width * other.height)


def draw(
    images: Image, labels: np.ndarray[Any, Any], seed: tuple[int, ...]
) -> tuple[Image, list[Box]]:
    """One canvas.

    Args:
        images: uint8 (digits, 8, 8) from 0 to 16.
        labels: integers (digits,).
        seed: decides everything.

    Returns:
        The canvas, uint8 (height, width) from 0 to 240, and the boxes in the order of pasting.
    """
    random = np.random.default_rng(seed)
    canvas = np.zeros((SIDE, SIDE), dtype=np.uint8)
    boxes: list[Box] = []
    for _ in range(random.integers(MAX_DIGITS + 1)):
        chosen = int(random.integers(len(images)))
        ink = enlarge(images[chosen], int(random.choice(FACTORS)))
        height, width = ink.shape
        for _ in range(_TRIES):
            y, x = (int(random.integers(SIDE - size + 1)) for size in (height, width))
            box = Box(int(labels[chosen]), x, y, width, height)
            if all(box.share(other) <= MAX_SHARE for other in boxes):
                window = canvas[y : y + height, x : x + width]
                np.maximum(window, ink, out=window)
                boxes.append(box)
                break
    return canvas, boxes


def enlarge(digit: Image, factor: int) -> Image:
    """A digit without its empty margin, each pixel `factor` times as wide and high."""
    rows, columns = np.nonzero(digit.any(axis=1))[0], np.nonzero(digit.any(axis=0))[0]
    ink = digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] * BRIGHTNESS
    return ink.repeat(factor, axis=0).repeat(factor, axis=1).astype(np.uint8)


def detection_digits(images: int, seed: int) -> DataSet:
    """The set with so many training images, and a quarter as many for validation."""
    if images < 1 or seed < 0:
        raise UsageError(f"expected at least one image and a seed from 0, got {images}, {seed}.")
    name = f"detection_digits_n{images}_s{seed}"

    def make(shop: Workshop) -> None:
        run(digits.DIGITS, shop.out, shop.screen)
        pictures, labels = digits.load(shop.out)
        halves = (slice(TRAIN_DIGITS), slice(TRAIN_DIGITS, None))
        sizes = (images, max(1, images // TRAIN_PER_VAL))
        for number, (split, half, size) in enumerate(
            zip(("train", "val"), halves, sizes, strict=True)
        ):
            drawn = (
                draw(pictures[half], labels[half], (seed, number, place)) for place in range(size)
            )
            _write(shop, f"{name}/{split}", drawn, size)

    return DataSet(
        name=name,
        title=f"Detection digits: {images} canvases of {SIDE}x{SIDE} for training, "
        f"{max(1, images // TRAIN_PER_VAL)} for validation, boxes as COCO JSON",
        origin=f"drawn from the real 8x8 digits of digits.npz with seed {seed}",
        licence=_LICENCE,
        make=make,
    )


def _write(
    shop: Workshop, folder: str, drawn: Iterator[tuple[Image, list[Box]]], count: int
) -> None:
    entries: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    with shop.screen.bar(f"Drawing {folder}", count, unit="images") as advance:
        for number, (canvas, boxes) in enumerate(drawn):
            file = f"{number:06}.png"
            write_atomic(shop.ready(f"{folder}/{file}"), png(canvas))
            entries.append({"id": number + 1, "file_name": file, "width": SIDE, "height": SIDE})
            start = len(annotations) + 1
            annotations += [
                annotation(box, number + 1, start + place) for place, box in enumerate(boxes)
            ]
            advance(1)
    document = {
        "info": {"description": f"Digits on canvases, {folder}"},
        "licenses": [{"id": 1, "name": _LICENCE, "url": ""}],
        "images": entries,
        "annotations": annotations,
        "categories": [{"id": digit + 1, "name": str(digit)} for digit in range(10)],
    }
    write_atomic(shop.ready(f"{folder}.json"), json.dumps(document, indent=0).encode())


def annotation(box: Box, image: int, number: int) -> dict[str, Any]:
    """A box as COCO writes it; category 1 is digit 0, as 0 is the background in torchvision."""
    return {
        "id": number,
        "image_id": image,
        "category_id": box.label + 1,
        "bbox": [box.x, box.y, box.width, box.height],
        "area": box.width * box.height,
        "iscrowd": 0,
    }


def png(canvas: Image) -> bytes:
    """A grey image as a PNG file."""
    from PIL import Image as pictures

    file = io.BytesIO()
    pictures.fromarray(canvas).save(file, format="PNG")
    return file.getvalue()
