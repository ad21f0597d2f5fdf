"""Where the pages of a submission go."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.errors import GraderFault


def feedback_path(submission_id: str, suffix: str) -> Path:
    """Where a submission's page goes, relative to the output folder.

    Raises:
        GraderFault: the id is not safe as a file name.
    """
    if not re.fullmatch(r"(?!\.)[\w.@+-]{1,200}", submission_id):
        raise GraderFault(
            f"Expected a submission id that is safe as a file name, got {submission_id!r}. "
            "Normalise the id before grading."
        )
    return Path("feedback") / f"{submission_id}{suffix}"
