"""The end of a handout: how fast the reference is, from the committed `timing.json`."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Assignment
from autograder.publish import timing_figure
from autograder.timing.records import Bench, ExerciseTiming, Kept, kept
from autograder.timing.words import percent, times, unit

TITLE = "How fast is it?"


def figures(assignment: Assignment) -> dict[Path, str]:
    """The drawn figures of an assignment, by path; none where it was never timed.

    Raises:
        CourseError: `timing.json` cannot be read.
    """
    return {
        figure_path(assignment, name): timing_figure.draw(found)
        for name, found in _by_exercise(kept(assignment)).items()
    }


def figure_path(assignment: Assignment, exercise: str) -> Path:
    """Where the figure of an exercise goes."""
    return assignment.student_dir / "figures" / f"timing_{exercise}.svg"


def section(assignment: Assignment) -> str:
    """Markdown, with an empty line before it; "" where the assignment was never timed.

    Raises:
        CourseError: `timing.json` cannot be read.
    """
    found = kept(assignment)
    exercises = _by_exercise(found)
    if not exercises:
        return ""
    pictures = [
        f"![Time of {name} over its sizes, beside its peers and the floor]"
        f"(figures/{figure_path(assignment, name).name})"
        for name in exercises
    ]
    parts = [f"## {TITLE}", _INTRODUCTION, _table(exercises), *pictures, *_measured(found)]
    return "\n" + "\n\n".join(parts) + "\n"


_INTRODUCTION = """\
The reference solution beside what one calls in practice. Your own need not be as fast. The dashed
line is the floor: what the arithmetic, or the traffic to and from memory, takes at that machine's
best speed. Lower is faster. Both axes are logarithmic, and sizes stand where their work is: a curve
as steep as that of work itself, one decade up for one to the right, is proportional to it."""

_HEAD = "| exercise | largest size | the reference | of the floor | beside |"


def _by_exercise(found: Kept) -> dict[str, list[tuple[Bench, ExerciseTiming]]]:
    """Exercise -> its timing on each device where there is any."""
    exercises: dict[str, list[tuple[Bench, ExerciseTiming]]] = {}
    for device in sorted(found):
        for timing in found[device].exercises:
            if timing.rows:
                exercises.setdefault(timing.exercise, []).append((found[device], timing))
    return exercises


def _table(exercises: dict[str, list[tuple[Bench, ExerciseTiming]]]) -> str:
    """The largest size of each exercise."""
    lines = [_HEAD, "|---|---|---:|---:|---|"]
    for name, found in exercises.items():
        for bench, timing in found:
            row = timing.rows[-1]
            peers = ", ".join(f"{times(peer.ratio)} {peer.name}" for peer in row.peers)
            where = f"{row.size}, GPU" if bench.device == "cuda" else row.size
            own = f"{unit(row.reference.median)} | {percent(row.share)}"
            lines.append(f"| `{name}` | {where} | {own} | {peers} |")
    return "\n".join(lines)


def _measured(found: Kept) -> list[str]:
    """On what, with what and when, for each device."""
    texts = []
    for device in sorted(found):
        bench = found[device]
        versions = ", ".join(f"{name} {text}" for name, text in bench.versions.items())
        driver = f", driver {bench.driver}" if bench.driver else ""
        texts.append(
            f'{timing_figure.where(bench)}{driver}; {versions}; {bench.date}. "2x" says that the '
            "reference takes twice as long as the other."
        )
    if "cuda" not in found:
        reasons = dict.fromkeys(
            timing.skipped("cuda") or "" for bench in found.values() for timing in bench.exercises
        )
        texts.append(" ".join(["Not measured on a GPU.", *reasons]).strip())
    return texts
