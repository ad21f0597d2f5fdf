"""The engine and a student's copy of the course as one wheel, for notebooks to install.

Written by hand, because it must be the same bytes for the same course, and made without a network.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from autograder.course import Course
from autograder.publish.engine import student_engine, version
from autograder.publish.pack import zipped
from autograder.publish.student_files import dependencies, student_files

NAME = "cnn-course"
INSIDE = "autograder/_course"  # where the installed course lies; see autograder/notebook
_READ_ELSEWHERE = {".md", ".svg"}  # the notebook itself holds the handout and its figures
_PYTHON = ">=3.11"
_STEM = f"{NAME.replace('-', '_')}-{version()}"
WHEEL = f"{_STEM}-py3-none-any.whl"


def course_wheel(course: Course) -> bytes:
    """A wheel with a student's engine, manifests, stubs and public tests; nothing that is secret.

    Raises:
        CourseError: something authored is wrong, or the hint table is stale.
        UsageError: the solutions, from which stubs are made, are not here.
    """
    engine, own = student_engine("autograder.notebook"), student_files(course)
    files = {str(path): data for path, data in sorted(engine.items())}
    for path, data in sorted(own.items()):
        if path.suffix not in _READ_ELSEWHERE:
            files[f"{INSIDE}/{path}"] = data
    info = f"{_STEM}.dist-info"
    files[f"{info}/METADATA"] = _metadata(dependencies(course, engine | own))
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/entry_points.txt"] = (
        b"[console_scripts]\nautograder = autograder.cli:app\n\n"
        b"[pytest11]\nautograder = autograder.grading.plugin\n"
    )
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    return zipped(files)


def _metadata(needs: Iterable[str]) -> bytes:
    lines = ["Metadata-Version: 2.1", f"Name: {NAME}", f"Version: {version()}"]
    lines += ["Summary: A student's copy of the course", f"Requires-Python: {_PYTHON}"]
    return ("\n".join([*lines, *(f"Requires-Dist: {line}" for line in needs)]) + "\n").encode()


def _record(files: dict[str, bytes], own: str) -> bytes:
    rows = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(data)}")
    return ("\n".join([*rows, f"{own},,"]) + "\n").encode()
