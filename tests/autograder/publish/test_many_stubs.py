"""Stubs of many references: 150 composed at random, and the course's own."""

from __future__ import annotations

import ast
import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from autograder.course import find_root, load_course
from autograder.publish import make_stub

REPOSITORY = find_root(Path(__file__).parent)
COURSE = load_course(REPOSITORY)

PIECES = (
    "y = [\n    1,\n\n    2,\n]",
    "y = 3\n# solution remark\nz = 3",
    "# given\nn = len(str(x))\n# end given",
    "\n# given\ndef inner(a):\n    return a\n\n# end given",
    "def secret(a):\n    # solution remark\n    return a",
    "for i in x:\n    # solution remark\n    if i:\n        y = 1\n\n    else:\n        y = 2",
    'y = """\n\n\n\n# given\n"""',
    "try:\n    y = 1\nfinally:\n    y = 2\n    # solution remark",
)
TOP = (
    "# solution remark\ndef _helper_{n}(x):\n    y = _SECRET\n    return y\n    # solution remark",
    "CONSTANT_{n} = {n}",
    "# A remark about nothing.\n",
    "# given\ndef given_{n}(x: Final) -> Any:\n    return x\n\n\n# end given",
)
HEAD = '''\
"""M."""

from __future__ import annotations

import math
import re
from typing import Any, Final, Protocol

import numpy as np

_SECRET = "solution remark"
'''


def random_function(rng: random.Random, n: int) -> str:
    """A function whose name and first parameters are left open."""
    body = [rng.choice(PIECES) for _ in range(rng.randrange(3))]
    body.append("return str(x) + 'solution'")
    gap, turn = "\n" * rng.randrange(3), rng.choice(("", "# Your turn: write it.\n"))
    code = f'"""Do it: {n}."""\n{gap}{turn}' + f"\n{gap}".join(body)
    return f"def {{}}({{}}x: Any) -> Any:\n{textwrap.indent(code, '    ')}\n"


def random_reference(rng: random.Random) -> tuple[str, list[str]]:
    """A module of random pieces, unformatted, and its exercises."""
    parts, names = [TOP[0].format(n="first")], []
    for n in range(rng.randrange(3, 9)):
        kind = rng.random()
        function = random_function(rng, n)
        if kind < 0.4:
            parts.append(rng.choice(TOP).format(n=n))
        elif kind < 0.6:
            names.append(f"Class{n}")
            order = rng.sample(("__init__", "_private", "forward"), 3)
            methods = [textwrap.indent(function.format(m, "self, "), "    ") for m in order]
            parts.append(f'class Class{n}:\n    """A class."""\n\n' + "\n".join(methods))
        else:
            names.append(f"function{n}")
            parts.append(function.format(f"function{n}", ""))
    rng.shuffle(parts)
    return "\n".join([HEAD, *parts]) + "\n", names


def ruff(*arguments: str) -> subprocess.CompletedProcess[str]:
    config = ("--config", str(REPOSITORY / "pyproject.toml"))
    return subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, *config], capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def random_stubs(stub, tmp_path_factory):
    """(reference, stub, exercises, the stub's path), each reference formatted."""
    folder = tmp_path_factory.mktemp("references")
    written = {}
    rng = random.Random(20240607)
    for i in range(150):
        source, names = random_reference(rng)
        written[folder / f"reference_{i}.py"] = names
        (folder / f"reference_{i}.py").write_text(source, encoding="utf-8")
    formatted = ruff("format", str(folder))
    assert formatted.returncode == 0, formatted.stderr
    found = []
    for path, names in written.items():
        source = path.read_text(encoding="utf-8")
        target = path.with_name(path.name.replace("reference", "stub"))
        target.write_text(stub(source, *names, dedent=False), encoding="utf-8")
        found.append((source, target.read_text(encoding="utf-8"), names, target))
    return found


def test_stub_of_a_formatted_reference_is_formatted(random_stubs):
    result = ruff("format", "--diff", *(str(path) for *_, path in random_stubs))
    assert result.returncode == 0, result.stdout


def test_every_line_of_a_stub_is_the_references_in_its_order(random_stubs):
    for source, text, _, _ in random_stubs:
        rest = iter(source.split("\n"))
        for line in text.split("\n"):
            own = "raise NotImplementedError" in line or "import" in line
            assert own or line in rest, line


def test_nothing_of_a_solution_is_left(random_stubs):
    for _, text, _, _ in random_stubs:
        assert "solution" not in text
        assert "secret" not in text.lower()
        assert "_private" not in text


def test_every_exercise_of_a_stub_raises_its_name(raised_by, random_stubs):
    for _, text, names, _ in random_stubs:
        for name in names:
            if name.startswith("Class"):
                assert raised_by(text, f"{name}(1)") == f"{name}.__init__"
                assert raised_by(text, f"{name}.forward(None, 1)") == f"{name}.forward"
            else:
                assert raised_by(text, f"{name}(1)") == name


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_stubs_of_the_course_are_formatted_and_raise_last(assignment, tmp_path):
    path = assignment.solution_dir / assignment.file
    text = make_stub(path.read_text(encoding="utf-8"), assignment, path)
    (tmp_path / assignment.file).write_text(text, encoding="utf-8")
    assert ruff("format", "--check", str(tmp_path)).returncode == 0
    for exercise in assignment.exercises:
        node = next(n for n in ast.parse(text).body if getattr(n, "name", "") == exercise.name)
        methods = node.body if isinstance(node, ast.ClassDef) else [node]
        cut = [ast.unparse(m.body[-1]) for m in methods if isinstance(m, ast.FunctionDef)]
        assert any(f"raise NotImplementedError('{exercise.name}" in line for line in cut)
