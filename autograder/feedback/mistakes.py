"""The bank of mistakes: each replaces one function of the reference with a misconception.

The same bank proves the tests, gives students the hint for their own belief, and tells the
instructor what a class believes. A mistake is written out, or as a change of the reference's text:

    change = (("total += part", "total = part"),)
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.feedback.compare import difference
from autograder.sandbox.dispatcher import Dispatcher
from autograder.sandbox.messages import Answer, decode_answer
from autograder.sandbox.proxy import Step
from autograder.sandbox.wire import Ref

_FIELDS = ("exercise", "belief", "hint", "must_fail")


@dataclass(frozen=True)
class Mistake:
    """One misconception.

    Attributes:
        id: file name without .py.
        exercise: name of the exercise that it concerns.
        belief: third person singular, "flips the kernel".
        hint: what its author is told.
        must_fail: names of tests, without "test_", that it must fail.
        source: code to append to the reference, changes made.
    """

    id: str
    exercise: str
    belief: str
    hint: str
    must_fail: tuple[str, ...]
    path: Path
    source: str


def load_mistakes(assignment: Assignment) -> tuple[Mistake, ...]:
    """All mistakes of an assignment, by file name.

    Raises:
        CourseError: one lacks a field, concerns no exercise of the manifest, or changes text that
            the reference does not have exactly once.
    """
    folder = assignment.solution_dir / "mistakes"
    paths = sorted(folder.glob("*.py"))
    reference = assignment.solution_dir / assignment.file
    text = reference.read_text(encoding="utf-8") if paths and reference.exists() else ""
    return tuple(_load(path, assignment, text) for path in paths)


def _load(path: Path, assignment: Assignment, reference: str) -> Mistake:
    source = path.read_text(encoding="utf-8")
    found = _fields(path, source)
    for name in _FIELDS:
        value = found.get(name)
        if name == "must_fail":
            good = isinstance(value, tuple | list) and all(isinstance(v, str) for v in value)
        else:
            good = isinstance(value, str)
        if not good or not value:
            raise CourseError(f"a mistake needs {name} = ..., but it is {value!r}", path, 1)
    if found["exercise"] not in {e.name for e in assignment.exercises}:
        raise CourseError(f"no exercise {found['exercise']!r} in {assignment.id}", path, 1)
    if "change" in found:
        source = _changed(path, found["exercise"], found["change"], reference)
    return Mistake(
        id=path.stem,
        exercise=found["exercise"],
        belief=found["belief"],
        hint=found["hint"],
        must_fail=tuple(found["must_fail"]),
        path=path,
        source=source,
    )


def _fields(path: Path, source: str) -> dict[str, Any]:
    """What a mistake's file says of it: literal assignments to the known names."""
    found: dict[str, Any] = {}
    try:
        for node in ast.parse(source).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                if name in _FIELDS or name == "change":
                    found[name] = ast.literal_eval(node.value)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"not readable: {error}", path, getattr(error, "lineno", None)) from None
    return found


def _changed(path: Path, exercise: str, change: Any, reference: str) -> str:
    """The exercise's definition in the reference, with each (old, new) text replaced."""
    pairs = change if isinstance(change, tuple | list) else ()
    if not pairs or not all(
        isinstance(pair, tuple | list) and list(map(type, pair)) == [str, str] for pair in pairs
    ):
        message = f'change must be pairs of texts, (("old", "new"),), but is {change!r}'
        raise CourseError(message, path, 1)
    text = _definition(exercise, reference)
    for old, new in pairs:
        if (count := text.count(old)) != 1:
            message = f"{exercise} must hold {old!r} once, but holds it {count} times"
            raise CourseError(message, path, 1)
        text = text.replace(old, new)
    return text


@functools.lru_cache(maxsize=256)
def _definition(name: str, source: str) -> str:
    """The lines of a top-level function or class; "" where there is none."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            return "\n".join(source.splitlines()[start - 1 : node.end_lineno]) + "\n"
    return ""


def variant_source(reference: str, variant: str) -> str:
    """The reference with some functions replaced: the later definition wins."""
    lines = [line for line in variant.splitlines() if not line.startswith("from __future__")]
    return reference.rstrip("\n") + "\n\n\n" + "\n".join(lines) + "\n"


def variant_module(name: str, reference: str, variant: str, path: Path) -> ModuleType:
    """The reference with some functions replaced, as a module."""
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module  # dataclasses and torch look modules up by name
    code = compile(variant_source(reference, variant), str(path), "exec")
    exec(code, module.__dict__)
    return module


class MistakeBank:
    """Tells which mistakes give a student's values.

    Args:
        mistakes: of one assignment.
        reference: source of its reference.
        probes: its probes.
    """

    def __init__(
        self, mistakes: Sequence[Mistake], reference: str, probes: ModuleType | None
    ) -> None:
        self.mistakes, self._reference, self._probes = tuple(mistakes), reference, probes
        self._modules: dict[str, ModuleType] = {}

    def preload(self) -> None:
        """Build every mistake's module now, so that forks share them."""
        for mistake in self.mistakes:
            self._module(mistake)

    def reproduces(self, mistake: Mistake, test: str, steps: Sequence[Step]) -> bool:
        """Whether the mistake gives the same on every step of a failed test."""
        dispatcher = Dispatcher(self._module(mistake), self._probes)
        for step in steps:
            try:
                with np.errstate(all="ignore"):
                    answer = decode_answer(dispatcher.serve(step.request))
            except Exception as error:
                if step.error != type(error).__name__:
                    return False
                continue
            if step.answer is None or not _same(answer, step.answer):
                return False
        return bool(steps)

    def _module(self, mistake: Mistake) -> ModuleType:
        if mistake.id not in self._modules:
            name = f"_mistake_{mistake.exercise}_{mistake.id}"
            try:
                module = variant_module(name, self._reference, mistake.source, mistake.path)
            except Exception as error:
                raise CourseError(f"{type(error).__name__}: {error}", mistake.path) from error
            self._modules[mistake.id] = module
        return self._modules[mistake.id]


def _same(mine: Answer, theirs: Answer) -> bool:
    """Equal up to the order of summation, in place effects included."""
    if (len(mine.changed), len(mine.aliased)) != (len(theirs.changed), len(theirs.aliased)):
        return False
    return difference(_comparable(theirs.value), _comparable(mine.value), 1e-7, 1e-10) is None


def _comparable(value: Any) -> Any:
    if isinstance(value, Ref):
        return value.kind
    if type(value) in (list, tuple):
        return tuple(_comparable(item) for item in value)
    return value
