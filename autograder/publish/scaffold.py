"""A new exercise, from manifest to mistakes, as texts that say what is missing in them."""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.course import MANIFEST, Assignment, load_assignment, load_course
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.publish import templates
from autograder.publish.build import build_assignment, plan_assignment
from autograder.publish.handout import anchors

POINTS = 5.0


def new(root: Path, name: str) -> list[Path]:
    """Add an exercise, and its assignment where that is new.

    Manifest, reference and handout are made or extended; tests, one mistake and one accepted
    solution come as files of their own; then the assignment is built, so that
    `autograder verify` can say what is missing.

    Args:
        root: the course's folder.
        name: "a03_pooling/max_pool2d_forward"; a name in CapWords makes a class.

    Returns:
        What was written, what an author must edit first.

    Raises:
        UsageError: the name is no good, or the exercise exists.
        CourseError: what is there already is wrong.
    """
    exercise = _parse(name)
    if not (root / "solutions").is_dir() and any(root.glob(f"assignments/*/{MANIFEST}")):
        raise UsageError(
            f"{root} has no solutions/: it is a student's copy. Exercises are added in the "
            "instructor's."
        )
    manifest = root / "solutions" / exercise.assignment / MANIFEST
    assignment = None
    if manifest.exists():
        assignment = load_assignment(manifest, root)
        plan_assignment(load_course(root), assignment)  # refuses what is wrong before we add to it
    files = _files(root, exercise, assignment)
    for path, text in files.items():
        write_atomic(path, text.encode())
    course = load_course(root)
    return [*files, *build_assignment(course, course.assignment(exercise.assignment))]


@dataclass(frozen=True)
class _Names:
    """What an exercise is called where.

    Attributes:
        assignment: "a03_pooling".
        name: "max_pool2d_forward" or "MaxPool2d".
        snake: for file and test names, "max_pool2d_forward" or "max_pool2d".
        title: for people, "Max pool2d forward" or "Max pool2d".
    """

    assignment: str
    name: str
    snake: str
    title: str

    @property
    def is_class(self) -> bool:
        return self.name[0].isupper()

    @property
    def anchor(self) -> str:
        return self.snake.replace("_", "-")

    @property
    def topic(self) -> str:
        """The assignment's subject as a file name, "pooling"."""
        return self.assignment.split("_", 1)[1]

    @property
    def subject(self) -> str:
        """The assignment's subject for people, "Pooling"."""
        return self.topic.replace("_", " ").capitalize()


def _parse(name: str) -> _Names:
    assignment, slash, exercise = name.partition("/")
    if not slash or not re.fullmatch(r"a\d\d_[a-z][a-z0-9]*(_[a-z0-9]+)*", assignment):
        raise UsageError(
            f"Expected a name such as a03_pooling/max_pool2d_forward, but got {name!r}: the "
            "letter a, two digits, an underscore and the subject, then a slash and the exercise."
        )
    styled = re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*|[A-Z][A-Za-z0-9]*", exercise)
    if not styled or keyword.iskeyword(exercise):
        raise UsageError(
            f"{exercise!r} cannot name an exercise. Expected a Python name: lower_case for a "
            "function, CapWords for a class."
        )
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", exercise).lower()
    return _Names(assignment, exercise, snake, snake.replace("_", " ").capitalize())


def _files(root: Path, names: _Names, assignment: Assignment | None) -> dict[Path, str]:
    """Every authored file that is made or extended, with its new text."""
    solutions, tests = (root / part / names.assignment for part in ("solutions", "tests"))
    reference = solutions / (assignment.file if assignment else f"{names.topic}.py")
    extended = {
        solutions / MANIFEST: _manifest(solutions / MANIFEST, names, assignment),
        reference: _reference(reference, names),
        solutions / "handout.md": _handout(solutions / "handout.md", names, reference.name),
    }
    library = templates.TORCH if assignment and "torch" in assignment.imports else templates.NUMPY
    probes = _existing(tests / "probes.py") or templates.PROBES
    public, hidden = _tests(names, library, "def twice(" in probes)
    made = {
        _free(tests, "test_public", names): public,
        _free(tests, "test_hidden", names): hidden,
        solutions / "mistakes" / f"example_{names.snake}.py": _variant(templates.MISTAKE, names),
        solutions / "accepted" / f"example_{names.snake}.py": _variant(templates.ACCEPTED, names),
    }
    for path in made:
        if path.exists():
            raise UsageError(f"{path} exists. Move it away, or choose another name.")
    if not (tests / "probes.py").exists():
        made[tests / "probes.py"] = probes
    return extended | made


def _existing(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _manifest(path: Path, names: _Names, assignment: Assignment | None) -> str:
    """The manifest with one table more, and the sum of points raised."""
    if assignment and names.name in {e.name for e in assignment.exercises}:
        raise UsageError(f"{names.assignment} has an exercise {names.name} already.")
    text = _existing(path) or templates.MANIFEST.format(
        title=names.subject, order=int(names.assignment[1:3]), file=f"{names.topic}.py"
    )
    points = (assignment.points if assignment else 0.0) + POINTS
    text = re.sub(r"(?m)^(\s*points\s*=\s*)[^\s#]+", rf"\g<1>{points:g}", text, count=1)
    table = templates.EXERCISE.format(
        name=names.name, title=names.title, points=POINTS, anchor=names.anchor
    )
    return text.rstrip("\n") + "\n" + table


def _reference(path: Path, names: _Names) -> str:
    """The reference with one definition more."""
    text = _existing(path) or templates.REFERENCE.format(title=names.subject)
    tree = ast.parse(text)
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    if any(isinstance(node, definitions) and node.name == names.name for node in tree.body):
        raise UsageError(f"{path} defines {names.name} already, but the manifest does not name it.")
    bound = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    known = {"np": "np.ndarray", "Tensor": "Tensor", "torch": "torch.Tensor"}
    array = next((kind for needed, kind in known.items() if needed in bound), "object")
    template = templates.CLASS if names.is_class else templates.FUNCTION
    return text.rstrip("\n") + "\n" + template.format(name=names.name, array=array)


def _handout(path: Path, names: _Names, file: str) -> str:
    """The handout with one section more, before what ends it."""
    text = _existing(path) or templates.HANDOUT.format(
        title=names.subject, file=file, assignment=names.assignment
    )
    if names.anchor in anchors(text):
        return text
    section = templates.SECTION.format(title=names.title, name=names.name)
    end = re.search(r"(?m)^## (Out of scope|Sources)\s*$", text)
    if end is None:
        return f"{text.rstrip()}\n\n{section.rstrip()}\n"
    return text[: end.start()] + section + text[end.start() :]


def _tests(names: _Names, library: templates.Library, twice: bool) -> tuple[str, str]:
    """A public and a hidden suite; a test with the probe `twice` where there is one."""
    words = {
        "name": names.name,
        "snake": names.snake,
        "title": names.title[0].lower() + names.title[1:],
        "call": f"student.{names.name}{'()' if names.is_class else ''}(x)",
        **asdict(library),
    }
    hidden = templates.HIDDEN.format(**words)
    if twice and not names.is_class:
        hidden += templates.TWICE.format(**words)
    return templates.PUBLIC.format(**words), hidden


def _free(folder: Path, stem: str, names: _Names) -> Path:
    """The suite's first file, or one of the exercise's own where others have tests there."""
    first = folder / f"{stem}.py"
    return folder / f"{stem}_{names.snake}.py" if first.exists() else first


def _variant(template: str, names: _Names) -> str:
    """A mistake or accepted solution."""
    body = templates.CLASS_VARIANT if names.is_class else templates.FUNCTION_VARIANT
    return template.format(name=names.name, snake=names.snake, variant=body.format(name=names.name))
