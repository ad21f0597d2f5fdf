"""Whatever an instructor has -> safe, normalised submissions, held in memory.

`discover` lists the submissions in folders, archives, clones and a learning platform's bulk
download; `read` turns one into a `Submission`: per assignment the Python source of its file
and of the modules beside it that it imports, as UTF-8. Links, devices, paths that lead
outside, bombs and encrypted archives are refused with a sentence for the student. Nothing is
unpacked to disk, nothing is executed, and no configuration of a submission is read.

`Roster` says whose a submission is, `check_rules` whether it keeps to the assignment's rules.
"""

from autograder.submission.discover import discover
from autograder.submission.model import Part, Source, Submission
from autograder.submission.read import read
from autograder.submission.roster import Roster, load_roster
from autograder.submission.rules import check_rules

__all__ = [
    "Part",
    "Roster",
    "Source",
    "Submission",
    "check_rules",
    "discover",
    "load_roster",
    "read",
]
