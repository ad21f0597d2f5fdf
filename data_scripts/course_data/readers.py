"""Data sets that torchvision's own classes cannot read from the course's folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from torchvision import datasets

from course_data.errors import DataError
from course_data.sets import cifar10

_CLASSES = "airplane automobile bird cat deer dog frog horse ship truck"


class Cifar10(datasets.CIFAR10):
    """CIFAR-10 out of cifar10.npz; indexed and transformed as torchvision's own.

    Args:
        root: the folder in which fetch_cifar10.py has written, such as `data`, `data/first-100`.
        train: the training images, or the test images.
        transform: image -> what an item holds in its place.
        target_transform: the same for its label.

    Raises:
        DataError: there is no such file; says how to get it.
    """

    def __init__(
        self,
        root: str | Path,
        train: bool = True,
        transform: Callable[..., Any] | None = None,
        target_transform: Callable[..., Any] | None = None,
    ) -> None:
        datasets.VisionDataset.__init__(
            self, root, transform=transform, target_transform=target_transform
        )
        path = Path(root) / cifar10.FILE
        if not path.is_file():
            raise DataError(f"{path} is missing. Run: python data_scripts/fetch_cifar10.py")
        split = "train" if train else "test"
        with np.load(path, allow_pickle=False) as arrays:
            self.data: Any = arrays[f"{split}_images"]
            self.targets = arrays[f"{split}_labels"].tolist()
        self.train = train
        self.classes = _CLASSES.split()
        self.class_to_idx = {name: number for number, name in enumerate(self.classes)}
