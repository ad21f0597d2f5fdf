"""The part of the engine that a student's copy has: what its commands and its plugin import.

Nothing is left out by name. A module is there because one that students start needs it, so that
grading, stores and this room stay behind by themselves, with the libraries that only they need.
"""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.resources
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import autograder
from autograder.errors import CourseError

PACKAGE = Path(autograder.__file__).parent
NAME = PACKAGE.name

# What students start: the command line, by its name or with -m, and pytest's plugin.
ROOTS = (f"{NAME}.cli.__main__", f"{NAME}.cli.student", f"{NAME}.grading.plugin")
COMMAND_LINE = "student/cli.txt"  # in the place of the instructor's
DATA = {f"{NAME}.report.html": "report/templates/*"}  # files that a module reads
PLUGINS = ("pytest-timeout",)  # used where it is installed, but never imported

Files = dict[PurePosixPath, bytes]


def student_engine(*more: str) -> Files:
    """The modules that a student's copy needs, with their data, by path.

    Args:
        more: modules that are started there beside `ROOTS`.
    """
    return engine((*ROOTS, *more), {f"{NAME}.cli": template(COMMAND_LINE)})


def template(name: str) -> bytes:
    """A file of `templates/`."""
    return (importlib.resources.files(f"{NAME}.publish") / "templates" / name).read_bytes()


def engine(roots: Iterable[str], replaced: Mapping[str, bytes]) -> Files:
    """The modules that some of them need, with their data, by path.

    Args:
        roots: modules that are started.
        replaced: modules that are other ones there, with their text.
    """
    files: Files = {}
    waiting = list(roots)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        path = _path(name)
        if name in seen or path is None:
            continue
        seen.add(name)
        data = replaced.get(name) or path.read_bytes()
        files[inside(path, PACKAGE.parent)] = data
        for found in sorted(PACKAGE.glob(DATA[name])) if name in DATA else ():
            files[inside(found, PACKAGE.parent)] = found.read_bytes()
        waiting += _parents(name)
        waiting += (other for other in imports(data) if other.split(".")[0] == NAME)
    return files


def imports(source: bytes) -> set[str]:
    """Absolute names of all that a module may import, wherever the statement stands.

    A string that names one of our modules counts as well: processes are started by such names.
    """
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Constant) and str(node.value).startswith(f"{NAME}."):
            names.add(str(node.value))
    return names


def requirements(names: Iterable[str], path: Path) -> list[str]:
    """What must be installed for imports of these names, as lines of a pyproject.toml.

    Versions are those that this engine's own package asks for.

    Args:
        names: top-level import names; the standard library's and the engine's ask for nothing.
        path: named in errors.

    Raises:
        CourseError: nothing that is installed here has such a module.
    """
    asked = {canonicalize_name(r.name): str(r.specifier) for r in _own_requirements()}
    known = importlib.metadata.packages_distributions()
    found = {canonicalize_name(name) for name in PLUGINS}
    for name in sorted(set(names) - set(sys.stdlib_module_names) - {NAME}):
        if not known.get(name):
            message = (
                f"{name} is imported by students, but is not installed here, so that nobody knows "
                "what to install for it. Install it, or take the import out"
            )
            raise CourseError(message, path)
        candidates = sorted({canonicalize_name(each) for each in known[name]})
        found.add(next((each for each in candidates if each in asked), candidates[0]))
    return [f"{name}{asked.get(name, '')}" for name in sorted(found)]


def version() -> str:
    """Of the installed engine; "0" where it runs without being installed."""
    try:
        return importlib.metadata.version("cnn-course")
    except importlib.metadata.PackageNotFoundError:
        return "0"


def _own_requirements() -> list[Requirement]:
    """What the installed engine asks for; nothing where it runs without being installed."""
    try:
        texts = importlib.metadata.requires("cnn-course") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    return [found for found in map(Requirement, texts) if found.marker is None]


def _path(name: str) -> Path | None:
    """The file of one of our modules; None for a name inside a module."""
    folder = PACKAGE.parent.joinpath(*name.split("."))
    paths = folder / "__init__.py", folder.with_suffix(".py")
    return next((path for path in paths if path.is_file()), None)


def _parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def inside(path: PurePath, folder: PurePath) -> PurePosixPath:
    """A path below a folder, with slashes on every system."""
    return PurePosixPath(path.relative_to(folder).as_posix())
