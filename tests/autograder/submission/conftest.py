from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.submission import Submission, discover, read

MANIFEST = """
title = "{title}"
order = {order}
file = "{file}"
points = {points}
hours = 1
summary = "For the tests."
imports = ["numpy"]
forbid = ["numpy.convolve", "numpy.lib.stride_tricks"]
"""


def add_assignment(root: Path, order: int, id_: str, file: str, exercises: list[str]) -> None:
    folder = root / "solutions" / id_
    folder.mkdir(parents=True)
    text = MANIFEST.format(title=id_, order=order, file=file, points=len(exercises))
    for name in exercises:
        text += f'\n[[exercise]]\nname = "{name}"\ntitle = "{name}"\npoints = 1\n'
        text += 'forbid = ["numpy.pad"]\n' if name == "pad" else ""
    (folder / "assignment.toml").write_text(text)


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


Tree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write files below tmp_path/given; a name that ends in "/" is an empty folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "given"
        for name, content in files.items():
            path = root / name
            if name.endswith("/"):
                path.mkdir(parents=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture
def read_all(course: Course) -> Callable[..., dict[str, Submission]]:
    """Discover and read everything below some paths: id -> submission."""

    def go(*paths: Path) -> dict[str, Submission]:
        return {s.id: read(s, course) for s in discover(paths, course)}

    return go


@pytest.fixture
def read_one(read_all: Callable[..., dict[str, Submission]]) -> Callable[[Path], Submission]:
    """Discover and read a path that holds one submission."""

    def go(path: Path) -> Submission:
        (submission,) = read_all(path).values()
        return submission

    return go
