"""The part of the engine that students get: all that is needed for it to start, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.publish import engine as module
from autograder.publish.engine import ROOTS, engine, imports, requirements

CLI = {"autograder.cli": b"from autograder.cli.student import app\n"}


def test_imports_are_found_wherever_they_stand():
    found = imports(
        b"import a.b\ndef f():\n    from c import d\n    run('autograder.x', 'other.y')\n"
    )
    assert found == {"a.b", "c", "c.d", "autograder.x"}


def test_all_that_a_module_imports_comes_with_it():
    files = engine(ROOTS, CLI)
    names = {path.with_suffix("").as_posix().replace("/", ".") for path in files}
    names |= {name.removesuffix(".__init__") for name in names}
    wanted = {n for path, data in files.items() if path.suffix == ".py" for n in imports(data)}
    ours = {name for name in wanted if name.startswith("autograder.")}
    modules = {name for name in ours if module._path(name)}
    assert len(modules) > 30 and modules <= names
    assert (
        files[next(p for p in files if p.as_posix() == "autograder/cli/__init__.py")]
        == CLI["autograder.cli"]
    )


def test_a_copy_that_grades_would_bring_the_processes_that_it_starts():
    names = {path.as_posix() for path in engine((*ROOTS, "autograder.cli.grading"), CLI)}
    for name in ("grading/server", "sandbox/zygote", "sandbox/worker", "store/store"):
        assert f"autograder/{name}.py" in names


def test_requirements_are_distributions_with_our_versions():
    assert requirements({"PIL", "numpy", "json", "autograder"}, Path("x")) == [
        "numpy>=1.26",
        "pillow",
        "pytest-timeout>=2.3",
    ]
    with pytest.raises(CourseError, match=r"x: nosuchlibrary .* not installed"):
        requirements({"nosuchlibrary"}, Path("x"))
