"""One member -> Python source, whatever it was written in."""

from __future__ import annotations

from autograder.errors import SubmissionError
from autograder.submission.decode import to_utf8
from autograder.submission.listing import Member
from autograder.submission.names import clean, suffix_of
from autograder.submission.notebooks import to_python

MAX_SOURCE = 1 << 20
MAX_NOTEBOOK = 32 << 20  # its pictures count


def read_source(member: Member) -> tuple[bytes, tuple[str, ...]]:
    """Read a .py or .ipynb member.

    Returns:
        the source, UTF-8, and notes for the student.

    Raises:
        SubmissionError: with a sentence for the student.
    """
    name = clean(member.name)
    notebook = suffix_of(member.name) == ".ipynb"
    data = load(member, MAX_NOTEBOOK if notebook else MAX_SOURCE)
    if not data.strip():
        raise SubmissionError(f"{name} is empty. Hand in the file with your code in it.")
    notes: tuple[str, ...] = ()
    if notebook:
        data, notes = to_python(data, name)
        if len(data) > MAX_SOURCE:
            raise SubmissionError(f"{name} holds more than {MAX_SOURCE >> 20} MB of code.")
    source, more = to_utf8(data, name)
    return source, notes + more


def load(member: Member, most: int) -> bytes:
    """A member's bytes, counted while they are read.

    Raises:
        SubmissionError: there are more than `most`, or it cannot be read.
    """
    data = member.load(most + 1)
    if len(data) > most:
        raise SubmissionError(
            f"{clean(member.name)} is larger than {most >> 20} MB. Hand in the source alone."
        )
    return data
