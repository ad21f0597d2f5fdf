from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.course import Course, load_course

MANIFEST = """
title = "{title}"
order = {order}
file = "{file}"
points = {points}
hours = 1
summary = "For the tests."
imports = ["numpy"]
forbid = ["numpy.convolve"]
"""


def add_assignment(root: Path, order: int, id_: str, file: str, exercises: list[str]) -> None:
    folder = root / "solutions" / id_
    folder.mkdir(parents=True)
    text = MANIFEST.format(title=id_, order=order, file=file, points=len(exercises))
    for name in exercises:
        text += f'\n[[exercise]]\nname = "{name}"\ntitle = "{name}"\npoints = 1\n'
    (folder / "assignment.toml").write_text(text)


def write_tree(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below `root`; a name that ends in "/" is an empty folder."""
    for name, content in files.items():
        path = root / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Two assignments: convolution (conv1d, pad) and pooling (max_pool)."""
    root = tmp_path_factory.mktemp("course")
    add_assignment(root, 1, "a01_convolution", "convolution.py", ["conv1d", "pad"])
    add_assignment(root, 2, "a03_pooling", "pooling.py", ["max_pool"])
    return load_course(root)


@pytest.fixture(scope="session")
def lone_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """One assignment: convolution."""
    root = tmp_path_factory.mktemp("lone")
    add_assignment(root, 1, "a01_convolution", "convolution.py", ["conv1d", "pad"])
    return load_course(root)
