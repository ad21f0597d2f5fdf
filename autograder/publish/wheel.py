"""The engine and a student's copy of the course as one wheel, for notebooks to install.

Written by hand, because it must be the same bytes for the same course, and made without a network.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import autograder
from autograder.course import MANIFEST, Assignment, Course
from autograder.errors import UsageError
from autograder.feedback import hints

NAME = "cnn-course"
INSIDE = "autograder/_course"  # where the installed course lies; see autograder/notebook


def _version() -> str:
    try:
        return importlib.metadata.version(NAME)
    except importlib.metadata.PackageNotFoundError:
        return "0"


_STEM = f"{NAME.replace('-', '_')}-{_version()}"
WHEEL = f"{_STEM}-py3-none-any.whl"


def course_wheel(course: Course) -> bytes:
    """A wheel with the engine, manifests, stubs and public tests; nothing that is secret.

    Raises:
        UsageError: this engine is not installed, so that nobody knows what it needs.
    """
    files = dict(_engine())
    for assignment in course.assignments:
        files |= dict(_public(assignment))
    info = f"{_STEM}.dist-info"
    files[f"{info}/METADATA"] = _metadata()
    files[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    files[f"{info}/entry_points.txt"] = (
        b"[console_scripts]\nautograder = autograder.cli:app\n\n"
        b"[pytest11]\nautograder = autograder.grading.plugin\n"
    )
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    return _zipped(files)


def _engine() -> Iterator[tuple[str, bytes]]:
    root = Path(autograder.__file__).parent
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        hidden = inside.parts[0] == "_course" or "__pycache__" in inside.parts
        if path.is_file() and not hidden and not path.name.startswith("."):
            yield f"autograder/{inside.as_posix()}", path.read_bytes()


def _public(assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    """An assignment as students have it: manifest, stub, hints, public tests and their probes."""
    for name in (MANIFEST, assignment.file, hints.FILE):
        path = assignment.student_dir / name
        source = assignment.solution_dir / name if name == MANIFEST else path
        if not path.is_file() and not source.is_file():
            continue
        data = path.read_bytes() if path.is_file() else source.read_bytes()
        yield f"{INSIDE}/assignments/{assignment.id}/{name}", data
    for path in sorted(assignment.test_dir.glob("*.py")):
        if path.name.startswith("test_public") or path.name == "probes.py":
            yield f"{INSIDE}/tests/{assignment.id}/{path.name}", path.read_bytes()


def _metadata() -> bytes:
    try:
        known = importlib.metadata.metadata(NAME)
    except importlib.metadata.PackageNotFoundError:
        raise UsageError(
            "The engine is not installed, so what it needs is not known. Run `make setup`, then "
            "this command from its environment."
        ) from None
    lines = ["Metadata-Version: 2.1", f"Name: {NAME}", f"Version: {_version()}"]
    lines += [f"Summary: {known['Summary']}", f"Requires-Python: {known['Requires-Python']}"]
    needs = [line for line in known.get_all("Requires-Dist") or () if "extra ==" not in line]
    return ("\n".join([*lines, *(f"Requires-Dist: {line}" for line in needs)]) + "\n").encode()


def _record(files: dict[str, bytes], own: str) -> bytes:
    rows = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(data)}")
    return ("\n".join([*rows, f"{own},,"]) + "\n").encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.external_attr = 0o644 << 16
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, data)
    return buffer.getvalue()
