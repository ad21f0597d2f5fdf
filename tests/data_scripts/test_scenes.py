"""Digits on canvases: boxes are exact, and the same arguments give the same bytes."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import numpy as np
import pytest
from course_data.job import run
from course_data.screen import Screen
from course_data.sets.scenes import (
    BRIGHTNESS,
    MAX_SHARE,
    SIDE,
    Box,
    detection_digits,
    draw,
    enlarge,
    png,
)
from PIL import Image

from autograder.errors import UsageError

from .sources import files_in

SEEDS = range(300)


@pytest.fixture(scope="module")
def digits() -> tuple[np.ndarray, np.ndarray]:
    """Made up: thick and thin, with and without margins."""
    random = np.random.default_rng(0)
    images = random.integers(0, 17, (60, 8, 8), dtype=np.uint8)
    images[random.random(images.shape) < 0.6] = 0
    images[:, 4, 4] = 7
    images[:20, :, :2] = images[:10, :1] = 0
    return images, np.arange(60) % 10


def extent(pixels: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(pixels)
    x, y = columns.min(), rows.min()
    return x, y, columns.max() + 1 - x, rows.max() + 1 - y


def test_a_box_is_the_extent_of_the_digits_pixels(digits: tuple[np.ndarray, np.ndarray]) -> None:
    alone = 0
    for seed in SEEDS:
        canvas, boxes = draw(*digits, (seed,))
        for box in boxes:
            if any(box.share(other) for other in boxes if other is not box):
                continue
            alone += 1
            inside = np.zeros_like(canvas)
            window = np.s_[box.y : box.y + box.height, box.x : box.x + box.width]
            inside[window] = canvas[window]
            assert extent(inside) == (box.x, box.y, box.width, box.height)
    assert alone > 300


def test_every_pixel_lies_in_a_box(digits: tuple[np.ndarray, np.ndarray]) -> None:
    for seed in SEEDS:
        canvas, boxes = draw(*digits, (seed,))
        for box in boxes:
            canvas[box.y : box.y + box.height, box.x : box.x + box.width] = 0
        assert not canvas.any()


def test_boxes_fit_the_canvas_and_hardly_overlap(digits: tuple[np.ndarray, np.ndarray]) -> None:
    counts, shared = set(), 0
    for seed in SEEDS:
        _, boxes = draw(*digits, (seed,))
        counts.add(len(boxes))
        for number, box in enumerate(boxes):
            assert box.x >= 0 and box.x + box.width <= SIDE
            assert box.y >= 0 and box.y + box.height <= SIDE
            shares = [box.share(other) for other in boxes[:number]]
            assert all(share <= MAX_SHARE for share in shares)
            shared += any(shares)
    assert {0, 1, 2, 3} <= counts
    assert shared


def test_two_digits_that_meet_keep_all_their_ink(digits: tuple[np.ndarray, np.ndarray]) -> None:
    images, labels = np.full((1, 8, 8), 16, dtype=np.uint8), np.zeros(1, dtype=int)
    for seed in SEEDS:
        canvas, boxes = draw(images, labels, (seed,))
        for box in boxes:
            window = canvas[box.y : box.y + box.height, box.x : box.x + box.width]
            assert (window == 16 * BRIGHTNESS).all()


def test_a_digit_is_enlarged_without_its_margin() -> None:
    digit = np.zeros((8, 8), dtype=np.uint8)
    digit[2, 3], digit[3, 5] = 1, 16
    expected = np.array([[15, 15, 0, 0, 0, 0], [15, 15, 0, 0, 0, 0]] + [[0, 0, 0, 0, 240, 240]] * 2)
    np.testing.assert_array_equal(enlarge(digit, 2), expected)


def test_a_share_is_of_the_smaller_box() -> None:
    assert Box(0, 0, 0, 10, 10).share(Box(0, 8, 5, 4, 5)) == 0.5
    assert Box(0, 0, 0, 10, 10).share(Box(0, 10, 0, 4, 5)) == 0


def test_a_picture_is_read_as_it_was_drawn(digits: tuple[np.ndarray, np.ndarray]) -> None:
    canvas, _ = draw(*digits, (4,))
    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(png(canvas)))), canvas)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data")
    run(detection_digits(12, 5), out, Screen())
    return out


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_in(folder)}


def test_the_same_seed_gives_the_same_bytes(made: Path, tmp_path: Path, screen: Screen) -> None:
    run(detection_digits(12, 5), tmp_path, screen)
    name = "detection_digits_n12_s5"
    assert contents(tmp_path / name) == contents(made / name)
    run(detection_digits(12, 6), tmp_path, screen)
    assert contents(tmp_path / "detection_digits_n12_s6") != contents(made / name)


def test_an_image_does_not_depend_on_how_many_there_are(
    made: Path, tmp_path: Path, screen: Screen
) -> None:
    run(detection_digits(4, 5), tmp_path, screen)
    for number in range(4):
        name = f"train/{number:06}.png"
        few = tmp_path / "detection_digits_n4_s5" / name
        assert few.read_bytes() == (made / "detection_digits_n12_s5" / name).read_bytes()


def test_a_second_run_does_nothing(made: Path, screen: Screen) -> None:
    assert not run(detection_digits(12, 5), made, screen)


@pytest.mark.parametrize(("split", "count"), [("train", 12), ("val", 3)])
def test_pycocotools_reads_it(made: Path, split: str, count: int) -> None:
    coco_type = pytest.importorskip("pycocotools.coco").COCO
    folder = made / "detection_digits_n12_s5"
    with contextlib.redirect_stdout(io.StringIO()):
        coco = coco_type(str(folder / f"{split}.json"))
    assert len(coco.getImgIds()) == count
    assert [c["name"] for c in coco.loadCats(coco.getCatIds())] == [str(d) for d in range(10)]
    for image in coco.loadImgs(coco.getImgIds()):
        pixels = np.asarray(Image.open(folder / split / image["file_name"]))
        assert pixels.shape == (image["height"], image["width"])
        for entry in coco.loadAnns(coco.getAnnIds(imgIds=image["id"])):
            x, y, width, height = entry["bbox"]
            window = pixels[y : y + height, x : x + width]
            assert window.shape == (height, width)
            assert all(side.any() for side in (window[0], window[-1], window[:, 0], window[:, -1]))
            assert entry["area"] == width * height


def test_training_and_validation_differ(made: Path) -> None:
    folder = made / "detection_digits_n12_s5"
    assert (folder / "train/000000.png").read_bytes() != (folder / "val/000000.png").read_bytes()
    assert json.loads((folder / "val.json").read_text())["images"][0]["file_name"] == "000000.png"


@pytest.mark.parametrize(("images", "seed"), [(0, 0), (-1, 0), (1, -1)])
def test_impossible_arguments_are_refused(images: int, seed: int) -> None:
    with pytest.raises(UsageError, match="at least one image"):
        detection_digits(images, seed)
