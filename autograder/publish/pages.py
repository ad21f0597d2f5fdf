"""A handout -> the Markdown cells of a notebook, one for each section."""

from __future__ import annotations

import base64
import os.path
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.publish.cells import Cell, cell_id, markdown
from autograder.publish.handout import anchors, heading_lines

HOW = "how-to-work"
_PICTURE = re.compile(r"!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(\.\./([\w.-]+)/README\.md(#[^)\s]*)?\)")
_MATHS = re.compile(r"^([> ]*)```math\n(.*?)\n\1```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"\$`([^`]+)`\$")


@dataclass
class Section:
    """A part of a handout, up to the next heading.

    Attributes:
        anchors: of its headings.
        cell: as Markdown that Jupyter shows.
        opens: whether it comes before everything else in a notebook.
        shown: whether it is in the notebook already.
    """

    anchors: set[str]
    cell: Cell
    opens: bool = False
    shown: bool = field(default=False, compare=False)


def sections(page: str, assignment: Assignment, modules: Mapping[str, str]) -> list[Section]:
    """The sections of a handout, in order; the first is what stands before its second heading.

    Pictures are embedded, so that a notebook is whole wherever it is opened.

    Args:
        page: the handout as students get it.
        assignment: whose it is.
        modules: assignment id -> name of its notebook, for links between them.

    Raises:
        CourseError: a picture is not there.
    """
    lines = page.split("\n")
    claimed = {exercise.handout for exercise in assignment.exercises}
    found = list(zip(heading_lines(page), anchors(page), strict=True))
    starts = [0]
    for (line, level), name in found:
        if line and (level == 2 or (level > 2 and name in claimed)):
            starts.append(line)
    made = []
    for start, end in pairwise([*starts, len(lines)]):
        names = [name for (line, _), name in found if start <= line < end]
        text = "\n".join(lines[start:end])
        made.append(_section(text.strip("\n"), names, assignment, modules))
    made = [section for section in made if section.cell["source"]]
    made[0].opens = True
    if len(made) > 1:
        made[1].opens = not made[1].anchors & claimed and HOW in made[1].anchors
    return made


def _section(
    text: str, names: list[str], assignment: Assignment, modules: Mapping[str, str]
) -> Section:
    text = re.sub(r"\A<!-- Generated .*? -->\n+", "", text)
    text = _here(text, assignment)
    for exercise in assignment.exercises:
        if exercise.handout in names:
            text = f'<a id="{exercise.handout}"></a>\n\n{text}'
            break
    text = _MATHS.sub(lambda m: f"{m[1]}$$\n{m[2]}\n{m[1]}$$", text)
    text = _INLINE.sub(r"$\1$", text)
    text = _LINK.sub(lambda m: _other(m, modules), text)
    text, pictures = _embed(text, assignment)
    name = names[0] if names else "start"
    return Section(set(names), markdown(cell_id("handout", name), text, pictures))


def _here(text: str, assignment: Assignment) -> str:
    """The same steps in a notebook: there is no file to open, and a cell runs the tests."""
    file, id_ = re.escape(assignment.file), re.escape(assignment.id)
    text = re.sub(rf"Open\s+`{file}`", "Work in this notebook, from top to bottom", text)
    command = rf"`autograder\s+check\s+{id_}`(,\s+or\s+plain\s+`pytest\s+tests/{id_}`)?"
    return re.sub(command, "the cell `check(...)` below each exercise", text)


def _other(link: re.Match[str], modules: Mapping[str, str]) -> str:
    """A link to another handout, led to its notebook."""
    if link[2] not in modules:
        return link[1]
    return f"[{link[1]}](../{link[2]}/{modules[link[2]]}.ipynb)"


def _embed(text: str, assignment: Assignment) -> tuple[str, dict[str, dict[str, str]]]:
    kinds = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
    pictures: dict[str, dict[str, str]] = {}

    def put(found: re.Match[str]) -> str:
        path = Path(os.path.normpath(assignment.student_dir / found[2]))
        kind = kinds.get(path.suffix.lower())
        if kind is None or not path.is_file():
            message = f"{found[2]} cannot be embedded; expected .svg, .png or .jpg that is there"
            raise CourseError(f"{message}. Run `autograder build`", assignment.student_dir)
        pictures[path.name] = {kind: base64.b64encode(path.read_bytes()).decode()}
        return f"![{found[1]}](attachment:{path.name})"

    return _PICTURE.sub(put, text), pictures
