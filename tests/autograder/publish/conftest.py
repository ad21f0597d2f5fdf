"""A small course on disk: one file of functions and a class, a handout, a figure."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Assignment, Course, Exercise, load_course
from autograder.publish import make_stub

MANIFEST = """\
title = "Pooling"
order = 3
file = "pooling.py"
points = 10
hours = 2.5
summary = "Look through windows."
imports = ["numpy"]

[[exercise]]
name = "window_maximum"
title = "Largest value"
points = 4
handout = "the-largest-value"

[[exercise]]
name = "Pool"
title = "A layer"
points = 6
handout = "a-layer-called-pool"
"""

REFERENCE = '''\
"""Pooling with NumPy."""

from __future__ import annotations

import math

import numpy as np

SIZES = (2, 3)


def window_maximum(x: np.ndarray) -> float:
    """Find the largest value of a window.

    x: (height, width)
    """
    # Your turn: look at every value.
    return float(_largest(x.ravel()))


class Pool:
    """A layer that pools."""

    def __init__(self, size: int) -> None:
        """Keep the size."""
        # given
        super().__init__()
        # end given
        self.size = math.floor(size)

    def __call__(self, x: np.ndarray) -> float:
        """Pool one window."""
        # Your turn: cut the window out first.
        return window_maximum(x[: self.size, : self.size])


def _largest(values: np.ndarray) -> float:
    """Find the largest of a row."""
    return max(values)
'''

HANDOUT = """\
# Pooling

<!-- exercises -->

## The *largest* value

A window of $k$ pixels, see [the layer](#a-layer-called-pool).

![A window](figures/window.svg)

## A layer called `Pool`

Edit [the file](pooling.py), [the map](../README.md).
"""

FIGURE = '''\
"""A window."""


def draw() -> str:
    return '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>a</title></svg>\\n'
'''


class Workshop:
    """A course folder whose authored files tests change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.solution = root / "solutions" / "a03_pooling"
        self.student = root / "assignments" / "a03_pooling"
        self.write("assignment.toml", MANIFEST)
        self.write("pooling.py", REFERENCE)
        self.write("handout.md", HANDOUT)
        self.write("figures/window.py", FIGURE)

    def write(self, name: str, text: str) -> None:
        path = self.solution / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @property
    def course(self) -> Course:
        return load_course(self.root)

    def files(self) -> dict[str, bytes]:
        """Everything generated, by its path in the course."""
        found = sorted(p for p in (self.root / "assignments").rglob("*") if p.is_file())
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in found}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture(scope="session")
def stub() -> Callable[..., str]:
    """The stub of a source with these exercises."""

    def make(source: str, *names: str, dedent: bool = True) -> str:
        source = textwrap.dedent(source).lstrip("\n") if dedent else source
        exercises = tuple(Exercise(name=name, title=name, points=1.0) for name in names)
        assignment = Assignment(
            id="a03_pooling",
            title="Pooling",
            order=3,
            file="pooling.py",
            points=float(len(names)),
            summary="",
            hours=1,
            imports=("numpy",),
            exercises=exercises,
            root=Path(),
        )
        return make_stub(source, assignment, Path("solutions/a03_pooling/pooling.py"))

    return make


@pytest.fixture(scope="session")
def raised_by() -> Callable[[str, str], str]:
    """What the NotImplementedError of a call into a stub says."""

    def call_into(source: str, call: str) -> str:
        space: dict[str, object] = {"__name__": "pooling"}
        exec(compile(source, "pooling.py", "exec"), space)
        with pytest.raises(NotImplementedError) as caught:
            eval(call, space)
        return str(caught.value)

    return call_into
