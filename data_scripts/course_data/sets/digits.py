"""1,797 real digits, 8x8: the file that the scikit-learn wheel has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from course_data.archives import Member
from course_data.clients import PIP
from course_data.fetch import installed_or_package
from course_data.job import DataSet, Workshop

FILE = "digits.npz"

_SIDE = 8
_PACKAGE = "scikit-learn"
_TABLE = "digits.csv"
_MEMBERS = {
    _TABLE: Member(
        name="sklearn/datasets/data/digits.csv.gz",
        size=264_712,
        sha256="6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
        gzipped=True,
    )
}


def make(shop: Workshop) -> None:
    """Write digits.npz: images uint8 (n, 8, 8) from 0 to 16, labels int64 (n,)."""
    folder = installed_or_package(shop, PIP, _PACKAGE, _MEMBERS)
    table = np.loadtxt(folder / _TABLE, delimiter=",")
    table = table[: shop.count(len(table))]
    images = table[:, :-1].reshape(-1, _SIDE, _SIDE).astype(np.uint8)
    labels = table[:, -1].astype(np.int64)
    np.savez_compressed(shop.ready(FILE), images=images, labels=labels)


def load(root: Path) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Images and labels out of a folder in which digits.npz lies."""
    with np.load(root / FILE, allow_pickle=False) as arrays:
        return arrays["images"], arrays["labels"]


DIGITS = DataSet(
    name="digits",
    title="Digits: 1,797 grey images of handwritten digits, 8x8, values 0 to 16",
    origin="Alpaydin and Kaynak 1998, test part of UCI's Optical Recognition of Handwritten "
    "Digits; PyPI's scikit-learn",
    licence="CC BY 4.0 (UCI repository); scikit-learn BSD-3-Clause",
    make=make,
)
