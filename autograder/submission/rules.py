"""Does a submission keep to the assignment's rules? An ast pass; nothing is run.

What counts is what runs while an exercise is graded: forbidden imports anywhere, forbidden
names in an exercise or in what it uses, however far away. A function that nothing uses (an
older version, the student's own tests) is left alone, unless the file looks names up at run
time, so that it cannot be known to be unused.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.course import Assignment
from autograder.results import RuleViolation
from autograder.submission.policy import (
    DYNAMIC_NAMES,
    covering,
    refused_module,
    refused_name,
)
from autograder.submission.syntax import parse, syntax_error
from autograder.submission.usage import MODULE, Usage, Use, usage_of

MAX_VIOLATIONS = 10  # that are kept of each exercise

_Node = tuple[str, str]  # module, top-level name in it


def check_rules(
    source: bytes,
    file: str,
    assignment: Assignment,
    helpers: Mapping[str, bytes] | None = None,
) -> tuple[RuleViolation, ...]:
    """Every forbidden import and call in an assignment's file and its helper modules.

    A violation names the exercise whose code it is, or each exercise that uses that code;
    None where it runs at import and so concerns them all. A file that is not Python has no
    violations: importing it says what is wrong.

    Args:
        source: the assignment's file, UTF-8.
        file: its name.
        assignment: whose rules count.
        helpers: the submission's modules beside the file: name -> UTF-8 source.
    """
    files: dict[str, Usage] = {}
    violations: list[RuleViolation] = []
    for name, text in {**(helpers or {}), file: source}.items():
        usage = _usage(text)
        if usage is None:
            message = "This file is nested too deeply to be checked. Write it more plainly."
            violations.append(RuleViolation(file=name, line=1, message=message))
        else:
            files[name] = usage
    checker = _Checker(files, file, assignment)
    found = {v for name in files for v in checker.check(name)}
    violations += found
    violations.sort(key=lambda v: (v.file != file, v.file, v.line, v.message, v.exercise or ""))
    return tuple(_first_of_each(violations))


def _first_of_each(violations: list[RuleViolation]) -> Iterator[RuleViolation]:
    """So many of each exercise: the first few say it, and each is kept."""
    seen: Counter[str | None] = Counter()
    for violation in violations:
        seen[violation.exercise] += 1
        if seen[violation.exercise] <= MAX_VIOLATIONS:
            yield violation


def _usage(source: bytes) -> Usage | None:
    tree = parse(source)
    if tree is None:
        return Usage() if syntax_error(source) else None
    try:
        return usage_of(tree)
    except RecursionError:
        return None


@dataclass
class _Checker:
    """The files of one submission and who uses what in them."""

    files: Mapping[str, Usage]
    main: str
    assignment: Assignment

    def __post_init__(self) -> None:
        self.modules = {name.removesuffix(".py"): name for name in self.files}
        self.edges = dict(self._edges())
        main = self.main.removesuffix(".py")
        self.reached = {
            exercise.name: self._closure([(main, exercise.name)])
            for exercise in self.assignment.exercises
        }
        self.at_import = self._closure(
            (module, owner)
            for module, name in self.modules.items()
            for owner in {MODULE, *self.files[name].references}
            if owner not in self.files[name].definitions
        )
        names = {use.name for usage in self.files.values() for use in usage.uses}
        self.dynamic = any(covering(name, DYNAMIC_NAMES) for name in names)

    def check(self, name: str) -> Iterator[RuleViolation]:
        usage = self.files[name]
        for use in usage.imports:
            if message := self._import_message(use.name):
                yield from self._blame(name, use, message, set())
        for use in usage.uses:
            if refused := refused_name(use.name):
                message = f"{refused} is not allowed: no exercise needs it."
                yield from self._blame(name, use, message, set())
            elif forbidden := covering(use.name, frozenset(self.assignment.forbid)):
                yield from self._blame(name, use, _write_it(forbidden), set())
            for exercise in self.assignment.exercises:
                if forbidden := covering(use.name, frozenset(exercise.forbid)):
                    yield from self._blame(name, use, _write_it(forbidden), {exercise.name})

    def _blame(self, name: str, use: Use, message: str, only: set[str]) -> Iterator[RuleViolation]:
        """One violation per exercise that this code serves; `only`: to these it is forbidden."""
        node = (name.removesuffix(".py"), use.owner)
        users = [e for e, reached in self.reached.items() if use.owner and node in reached]
        for exercise in users:
            if not only or exercise in only:
                yield RuleViolation(file=name, line=use.line, message=message, exercise=exercise)
        idle = use.owner in self.files[name].definitions and node not in self.at_import
        if not users and not only and (not idle or self.dynamic):
            yield RuleViolation(file=name, line=use.line, message=message)

    def _import_message(self, module: str) -> str | None:
        top = module.partition(".")[0]
        if top in self.modules or top in {
            name.partition(".")[0] for name in self.assignment.imports
        }:
            return None
        if refused_module(module):
            return f"{top} may not be imported: no exercise needs it."
        if top in sys.stdlib_module_names:
            return None
        allowed = ", ".join((*self.assignment.imports, "the standard library"))
        return (
            f"{top} may not be imported here. Allowed: {allowed}. "
            "If it is your own module, hand it in beside the file."
        )

    def _edges(self) -> Iterator[tuple[_Node, set[_Node]]]:
        """Who mentions whom, over all files."""
        for module, name in self.modules.items():
            usage = self.files[name]
            edges: dict[str, set[_Node]] = {
                owner: {(module, target) for target in targets}
                for owner, targets in usage.references.items()
            }
            for use in usage.uses:
                top, _, rest = use.name.partition(".")
                if top in self.modules and rest:
                    target = (top, rest.partition(".")[0])
                    edges.setdefault(use.owner, set()).add(target)
            yield from (((module, owner), targets) for owner, targets in edges.items())

    def _closure(self, start: Iterator[_Node] | list[_Node]) -> set[_Node]:
        reached: set[_Node] = set()
        waiting = list(start)
        while waiting:
            node = waiting.pop()
            if node not in reached:
                reached.add(node)
                waiting.extend(self.edges.get(node, ()))
        return reached


def _write_it(forbidden: str) -> str:
    return f"{forbidden} is not allowed here: the exercise is to write it."
