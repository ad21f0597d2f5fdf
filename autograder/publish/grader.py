"""The grader's bundle: one archive from which a machine grades, hidden tests and all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from autograder.course import Course
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.publish.pack import engine_tree, secret_tree, tar_gz

SUFFIXES = (".tar.gz", ".tgz")


def export_grader(course: Course, out: Path, say: Callable[[str], None]) -> int:
    """Write the archive; 0. The same course gives the same bytes.

    Args:
        course: where solutions and tests are.
        out: the archive; one that is there is replaced.
        say: takes a line for the user.

    Raises:
        UsageError: the solutions are not here, or `out` has another suffix.
    """
    if not out.name.endswith(SUFFIXES):
        raise UsageError(f"{out}: expected a name that ends in .tar.gz, such as grader.tar.gz.")
    tree = engine_tree() | secret_tree(course, course.assignments)
    archive = tar_gz(tree)
    write_atomic(out, archive)
    data = sorted({name.split("/")[1] for name in tree if name.startswith("data/")})
    say(f"Written: {out} ({len(archive) / 1e6:.1f} MB, {len(course.assignments)} assignments)")
    say(f"Data in it: {', '.join(data) or 'none'}")
    say(f"SHA-256: {hashlib.sha256(archive).hexdigest()}")
    say("It holds solutions and hidden tests: keep it where students cannot read.")
    return 0
