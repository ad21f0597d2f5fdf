"""Every exception that the grader raises on purpose.

AutograderError            base: message says what was expected, what came, what to do
├── UsageError             the command line or a setting cannot be used (exit 2)
├── CourseError            a manifest, mistake or test is wrong; names file and line (exit 2)
├── SubmissionError        a submission cannot be read; becomes a verdict, never stops a class
├── StudentError           the submission's code raised; carries its type and traceback
│   └── NotAttempted       it raised NotImplementedError: the stub is still there
│       └── FileMissing    there is no file to ask
├── WorkerError            the submission's process is gone
│   ├── TimeOut            a call ran past its deadline
│   ├── OutOfMemory        resident memory passed the limit
│   ├── Crashed            the process ended by itself (exit, signal)
│   └── WireError          what came over the wire is not an answer
├── IsolationError         the asked-for isolation level cannot be had here
├── StoreError             the store cannot be opened or is not ours
├── ClusterError           the cluster cannot be reached, or has no worker that can grade (exit 2)
└── GraderFault            the grader is at fault: retried, reported, never a zero (exit 1)
    └── LastingFault       trying again would end the same way: reported at once
"""

from __future__ import annotations

from pathlib import Path


class AutograderError(Exception):
    """Base of every deliberate error."""


class UsageError(AutograderError):
    """The command line or a setting cannot be used."""


class CourseError(AutograderError):
    """Something that an author wrote is wrong.

    Args:
        message: what was expected, what came, what to do.
        path: the file at fault.
        line: its line, counted from 1, where known.
    """

    def __init__(self, message: str, path: Path | None = None, line: int | None = None) -> None:
        self.path, self.line = path, line
        where = "" if path is None else f"{path}:{line}: " if line else f"{path}: "
        super().__init__(where + message)


class SubmissionError(AutograderError):
    """A submission cannot be read; the sentence is for the student."""


class StudentError(AutograderError):
    """The submission's code raised.

    Args:
        kind: the exception's type name, such as "ValueError".
        message: its text.
        bases: names of the type and its bases, nearest first.
        trace: lines of the submission's own traceback, outermost first.
        function: innermost function of the submission on the traceback.
    """

    def __init__(
        self,
        kind: str,
        message: str,
        bases: tuple[str, ...] = (),
        trace: tuple[str, ...] = (),
        function: str = "",
    ) -> None:
        self.kind, self.message, self.bases = kind, message, bases or (kind,)
        self.trace, self.function = trace, function
        super().__init__(f"{kind}: {message}" if message else kind)


class NotAttempted(StudentError):
    """The stub is still there: it raised NotImplementedError."""


class FileMissing(NotAttempted):
    """There is no file to ask; the sentence says where it was looked for.

    Args:
        message: for the student.
    """

    def __init__(self, message: str) -> None:
        super().__init__("FileNotFoundError", message)


class ImportFailed(StudentError):
    """Importing the submission's file raised."""


class WorkerError(AutograderError):
    """The submission's process is gone; the sentence is for the student."""


class TimeOut(WorkerError):
    """A call ran past its deadline."""


class OutOfMemory(WorkerError):
    """Resident memory passed the limit."""


class Crashed(WorkerError):
    """The process ended by itself."""


class WireError(WorkerError):
    """What came over the wire is not an answer."""


class IsolationError(AutograderError):
    """The asked-for isolation level cannot be had on this machine."""


class StoreError(AutograderError):
    """The store cannot be opened, or was written by something else."""


class ClusterError(AutograderError):
    """The cluster cannot be reached, or has no worker that can grade."""


class GraderFault(AutograderError):
    """The grader itself is at fault."""


class LastingFault(GraderFault):
    """The grader is at fault, and trying again would end the same way."""
