"""What grading needs, as a tree of files: for instructors with all secrets, for others without."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import autograder
from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.publish.student_files import student_files

Tree = dict[str, bytes]  # relative posix path -> content

_UNREAD = {"__pycache__", "figures"}  # nothing is graded with these
_PROJECT = ("pyproject.toml", "README.md", "LICENSE")
_CONSTRAINTS = "constraints.txt"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can have


def engine_tree() -> Tree:
    """What `pip install` needs of this project.

    Raises:
        UsageError: the engine was installed from somewhere else than its own folder.
    """
    package = Path(str(autograder.__file__)).parent
    project = package.parent
    missing = [name for name in _PROJECT if not (project / name).is_file()]
    if missing:
        raise UsageError(
            f"{project} has no {missing[0]}: the engine is packed from the project's own folder. "
            "Install it from there, with `pip install --editable`."
        )
    found = {name: (project / name).read_bytes() for name in _PROJECT}
    constraints = project / _CONSTRAINTS
    found[_CONSTRAINTS] = constraints.read_bytes() if constraints.is_file() else b""
    return found | _read(walk(package), project)


def secret_tree(course: Course, assignments: Iterable[Assignment]) -> Tree:
    """Solutions, all tests, the files of `data/` that they name, and what students get.

    Raises:
        UsageError: a reference is missing.
    """
    found: Tree = {}
    for assignment in assignments:
        if not (assignment.solution_dir / assignment.file).is_file():
            raise UsageError(
                f"{assignment.id}: the solutions are not here, and hidden tests need them. "
                "Run this in the instructors' copy of the course."
            )
        for folder in (assignment.solution_dir, assignment.test_dir, assignment.student_dir):
            found |= _read(walk(folder), course.root)
    text = b"\n".join(data for name, data in found.items() if name.endswith(".py"))
    return found | _data(course.root, text)


def public_tree(course: Course, assignments: Sequence[Assignment]) -> Tree:
    """What students have anyway: stubs, manifests, hints, public tests, and data that these name.

    Raises:
        CourseError: something authored is wrong, or the hint table is stale.
        UsageError: the solutions, from which stubs are made, are not here.
    """
    files = student_files(course, assignments)
    found = {str(path): data for path, data in files.items() if not _UNREAD & set(path.parts)}
    text = b"\n".join(data for name, data in found.items() if name.endswith(".py"))
    return found | _data(course.root, text)


def walk(folder: Path) -> Iterator[Path]:
    """The files in a folder, sorted; no links, nothing hidden, nothing that Python left there."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        seen = not _UNREAD & set(inside) and not any(part.startswith(".") for part in inside)
        if seen and path.is_file() and not path.is_symlink():
            yield path


def tar_gz(tree: Mapping[str, bytes]) -> bytes:
    """A compressed archive; the same tree gives the same bytes, whenever and wherever."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in sorted(tree.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o644
            archive.addfile(entry, io.BytesIO(data))
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=0) as file:
        file.write(plain.getvalue())
    return packed.getvalue()


def zipped(tree: Mapping[str, bytes], executable: Collection[str] = ()) -> bytes:
    """A zip; the same tree gives the same bytes, whenever and wherever.

    Args:
        tree: what it holds, in this order.
        executable: names of the programs in it.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in tree.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix: what follows are its permissions
            entry.external_attr = (0o100755 if name in executable else 0o100644) << 16
            archive.writestr(entry, data)
    return file.getvalue()


def _read(paths: Iterable[Path], root: Path) -> Tree:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def _data(root: Path, text: bytes) -> Tree:
    """The files and folders of `data/` whose names stand in some sources."""
    folder = root / "data"
    found: Tree = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.encode() in text:
            found |= _read(walk(path) if path.is_dir() else [path], root)
    return found
