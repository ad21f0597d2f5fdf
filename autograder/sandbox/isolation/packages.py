"""Which files of an installed package, and of all that it requires, a jail must show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import (
    Distribution,
    PackageNotFoundError,
    distribution,
    packages_distributions,
)
from pathlib import Path

from autograder.errors import IsolationError

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


def entries(names: Iterable[str]) -> tuple[Path, ...]:
    """The top-level files and directories of these distributions and of what they require.

    A requirement that is not installed is passed over (its marker may not hold here), and so
    are those of extras.

    Args:
        names: of modules, or of the distributions that hold them.

    Raises:
        IsolationError: one of `names` itself is not installed.
    """
    found: dict[str, Distribution] = {}
    for name in names:
        try:
            dist = _distribution(name)
            found[_canonical(dist.name)] = dist
        except PackageNotFoundError:
            raise IsolationError(
                f"the package {name!r} was to be shown to submissions, but it is not installed; "
                f"install it, or take it off the assignment's packages"
            ) from None
    waiting = list(found.values())
    while waiting:
        for name in _requirements(waiting.pop()):
            if (key := _canonical(name)) not in found:
                try:
                    found[key] = distribution(name)
                except PackageNotFoundError:
                    continue
                waiting.append(found[key])
    return tuple(sorted({path for dist in found.values() for path in _top_level(dist)}))


def _distribution(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        holders = packages_distributions().get(name)  # slow: PIL is in pillow
        if not holders:
            raise
        return distribution(holders[0])


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _requirements(dist: Distribution) -> Iterable[str]:
    for line in dist.requires or ():
        requirement, _, marker = line.partition(";")
        name = _NAME.match(requirement)
        if name and not re.search(r"\bextra\b", marker):
            yield name[1]


def _top_level(dist: Distribution) -> set[Path]:
    """Entries of the site directory that `dist` owns a part of, its metadata among them."""
    site = Path(str(dist.locate_file("")))
    tops = set()
    # RECORD is read by hand: a large package's has many thousand lines, of which a handful count.
    for line in (dist.read_text("RECORD") or "").splitlines():
        first, _, rest = line.lstrip('"').split(",", 1)[0].partition("/")
        if first == "__pycache__":
            tops.add(f"{first}/{rest}")
        elif first and first != ".." and not first.endswith(".pth"):
            tops.add(first)
    if not tops:
        tops |= {str(file).partition("/")[0] for file in dist.files or ()}
        tops |= set((dist.read_text("top_level.txt") or "").split())
    return {path for top in tops if top != ".." and (path := site / top).exists()}
