"""What students get of an assignment's tests: the public ones, and of the probes what they use."""

from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course import find_root, load_course
from autograder.errors import CourseError
from autograder.publish.public_tests import names_of_tests, public_tests, used_part
from autograder.publish.source import Source

PROBES = '''\
"""Probes."""

from __future__ import annotations

import math
import numpy as np, random
from os import (
    path,
    sep,
)

# how wide
WIDTH: int = 3
HEIGHT, DEPTH = 1, 2
Row = tuple[int, ...]
first = 1; second = first


def _half(x: Row) -> float:
    return math.floor(x / WIDTH)


# what hidden tests ask
def hidden(x):
    return np.sum(x) + DEPTH


# what public tests ask
@staticmethod
def public(x: "Row") -> float:
    """Halves hidden things."""
    return _half(x)


class Layer:
    hidden = path.join("a", "b")


# nobody's
'''


def part(*asked: str) -> str:
    return used_part(Source(PROBES, Path("probes.py")), set(asked))


def defined(text: str) -> set[str]:
    return {node.name for node in ast.parse(text).body if hasattr(node, "name")}


def test_a_definition_brings_what_it_needs_and_its_comment():
    text = part("public")
    assert defined(text) == {"public", "_half"}
    assert "# what public tests ask\n@staticmethod\ndef public" in text
    assert "# how wide\nWIDTH: int = 3\nRow = tuple[int, ...]\n" in text
    assert text.startswith('"""Probes."""\n\nfrom __future__ import annotations\n\nimport math\n')
    for other in ("numpy", "sep", "DEPTH", "np.sum", "nobody", "what hidden", "first"):
        assert other not in text
    assert "\n\n\n\n" not in text and text.endswith("_half(x)\n")


def test_imports_come_along_where_they_are_used():
    text = part("hidden")
    assert "import numpy as np, random\n" in text and "import math" not in text
    assert "HEIGHT, DEPTH = 1, 2" in text and defined(text) == {"hidden"}
    assert "from os import (\n    path,\n    sep,\n)\n" in part("Layer")


def test_statements_on_one_line_stay_together():
    names: dict[str, object] = {}
    exec(part("second"), names)
    assert names["second"] == 1


def test_nothing_is_left_where_nothing_is_asked():
    assert part("elsewhere") == ""


@pytest.fixture
def assignment(tmp_path):
    """Of an assignment, where its tests are."""

    def make(public: str, probes: str = PROBES):
        (tmp_path / "test_public.py").write_text(public)
        (tmp_path / "test_hidden.py").write_text("def test_h(probes):\n    probes.hidden\n")
        (tmp_path / "probes.py").write_text(probes)
        return SimpleNamespace(id="a01_x", test_dir=tmp_path)

    return make


def given(files) -> dict[str, str]:
    return {path.as_posix(): data.decode() for path, data in files.items()}


def test_probes_are_those_that_public_tests_take(assignment):
    test = "def test_p(student, probes):\n    student.run(probes.public, student.hidden)\n"
    files = given(public_tests(assignment(test)))
    assert list(files) == ["tests/a01_x/test_public.py", "tests/a01_x/probes.py"]
    assert files["tests/a01_x/test_public.py"] == test
    assert defined(files["tests/a01_x/probes.py"]) == {"_half", "public"}


def test_probes_that_are_handed_on_may_be_asked_for_anything_named(assignment):
    test = "def f(p):\n    p.public, getattr(p, 'Layer')\n\ndef test_p(probes):\n    f(probes)\n"
    files = given(public_tests(assignment(test)))
    assert defined(files["tests/a01_x/probes.py"]) == {"_half", "public", "Layer"}


def test_without_a_public_use_there_are_no_probes(assignment):
    files = given(public_tests(assignment("def test_p(student):\n    student.hidden\n")))
    assert list(files) == ["tests/a01_x/test_public.py"]


@pytest.mark.parametrize("text", ["def (", "x = 1\r\n", "\ufeffx = 1"])
def test_probes_that_cannot_be_read_are_named(assignment, text):
    made = assignment("def test_p(probes):\n    probes.public\n")
    (made.test_dir / "probes.py").write_bytes(text.encode())
    with pytest.raises(CourseError, match=r"probes\.py"):
        public_tests(made)
    (made.test_dir / "probes.py").write_bytes(b"x = '\xff'\n")
    with pytest.raises(CourseError, match="not UTF-8"):
        public_tests(made)


def test_assignment_without_a_public_test_is_refused(assignment):
    made = assignment("")
    (made.test_dir / "test_public.py").unlink()
    with pytest.raises(CourseError, match="no test of it"):
        public_tests(made)


@pytest.mark.parametrize(
    "assignment", load_course(find_root(Path(__file__).parent)).assignments, ids=lambda a: a.id
)
def test_every_part_of_the_courses_probes_stands_alone(assignment):
    files = given(public_tests(assignment))
    for path, text in files.items():
        names: dict[str, object] = {"__name__": "tried"}
        exec(compile(text, path, "exec"), names)
    assert len(names_of_tests(public_tests(assignment))) >= 4
