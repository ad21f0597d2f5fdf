"""The pages: one for the class, one per student. Templates escape all that they are given.

The pages run no script and load nothing. Their content policy allows one style sheet, by its
hash, and drawings that stand in it.
"""

from __future__ import annotations

import base64
import hashlib
import os
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder.report import svg, verdicts, words
from autograder.report.files import feedback_path
from autograder.report.speed import ANONYMOUS
from autograder.report.summary import Cell, ClassSummary, ExerciseSummary, StudentSummary
from autograder.report.view import SubmissionView

_TEMPLATES = Path(__file__).parent / "templates"
_MANY_STUDENTS = 150
_MANY_CELLS = 25_000  # beyond it the grid leaves out its cells' titles
_BAR = ("passed", "partial")


def student_html(student: SubmissionView) -> str:
    """The page of one student."""
    template = environment().get_template("student.html")
    return template.render(student=student, **_style("student.css"))


def class_html(summary: ClassSummary, out: Path) -> str:
    """The page of a class that is to stand in the folder `out`."""
    names = [(e.assignment, e.name) for e in summary.exercises]
    cells = len(summary.students) * len(names)
    template = environment().get_template("class.html")
    return template.render(
        summary=summary,
        run=summary.run,
        histogram=svg.histogram(summary.marks, summary.points, summary.median),
        exercises=[(e, _bar(e), _handout(e, summary.root, out)) for e in summary.exercises],
        groups=_groups(summary),
        grid=_grid(summary, names),
        compact=len(summary.students) > _MANY_STUDENTS,
        titled=cells <= _MANY_CELLS,
        ids={s.id for s in summary.students},
        told={identity for identity, _ in summary.run.problems},
        need_help=[(s, _where_it_stands(s), _beliefs(s)) for s in summary.need_help],
        slowest=sorted(summary.students, key=lambda s: (-s.seconds, s.id))[:5],
        kinds=[(look, summary.kinds.get(key, 0)) for key, look in verdicts.LOOKS.items()],
        **_style("class.css"),
    )


@cache
def environment() -> Environment:
    """What all templates are rendered with: it escapes everything that they are given."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        points=words.points,
        percent=lambda share: words.percent(share).replace(" ", "\u00a0"),
        seconds=words.seconds,
        counted=words.counted,
        spaced=lambda name: name.replace("_", " "),
        breakable=_breakable,
        feedback=lambda identity: quote(str(feedback_path(identity, ".html"))),
    )
    environment.globals.update(bar=svg.bar, heat_maps=svg.heat_maps)
    environment.globals.update(LOOKS=verdicts.LOOKS, ANONYMOUS=ANONYMOUS)
    return environment


@cache
def _style(sheet: str) -> dict[str, str]:
    """The style sheet, and the source expression that allows it and no other."""
    parts = [(_TEMPLATES / name).read_text(encoding="utf-8") for name in ("base.css", sheet)]
    css = "".join([*parts, svg.shape_css()])
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return {"css": Markup(css), "css_hash": f"sha256-{digest}"}


def _breakable(name: str) -> Markup:
    """A long name that may break after its underscores."""
    return Markup("_<wbr>").join(name.split("_"))


def _bar(exercise: ExerciseSummary) -> Markup:
    looks = [verdicts.LOOKS[key] for key in _BAR]
    counts = [exercise.kinds.get(key, 0) for key in _BAR]
    return svg.bar((k.code, n / max(exercise.of, 1)) for k, n in zip(looks, counts, strict=True))


def _handout(exercise: ExerciseSummary, root: Path, out: Path) -> str | None:
    """A relative link to the section, where the handout is there to be read."""
    if exercise.handout is None:
        return None
    path, _, anchor = exercise.handout.partition("#")
    if not (root / path).is_file():
        return None
    try:
        relative = os.path.relpath((root / path).resolve(), out.resolve())
    except ValueError:  # another drive
        return None
    return f"{quote(Path(relative).as_posix())}#{quote(anchor)}"


def _groups(summary: ClassSummary) -> list[tuple[str, int]]:
    """(title, number of columns) of each assignment."""
    return [
        (title, sum(e.assignment == key for e in summary.exercises))
        for key, title in summary.titles.items()
    ]


def _grid(
    summary: ClassSummary, names: list[tuple[str, str]]
) -> list[tuple[StudentSummary, list[tuple[Cell | None, verdicts.Look | None]]]]:
    """Rows by points, best first: what the class has in common shows as a frontier."""
    rows = []
    order = sorted(summary.students, key=lambda s: (-s.earned, s.name.casefold(), s.id))
    for student in order:
        own = {(c.assignment, c.exercise): c for c in student.cells}
        cells = [own.get(name) for name in names]
        rows.append((student, [(c, verdicts.LOOKS[c.kind] if c else None) for c in cells]))
    return rows


def _where_it_stands(student: StudentSummary) -> list[tuple[verdicts.Look, int]]:
    """How many exercises have which verdict, without those that passed."""
    kinds = [c.kind for c in student.cells]
    found = [(look, kinds.count(key)) for key, look in verdicts.LOOKS.items() if key != "passed"]
    return [(look, number) for look, number in found if number]


def _beliefs(student: StudentSummary) -> list[tuple[str, str]]:
    """(belief, exercise), the most expensive first."""
    wrong = [c for c in student.cells if c.belief]
    wrong.sort(key=lambda c: c.earned - c.points)
    return [(c.belief or "", c.exercise) for c in wrong[:2]]
