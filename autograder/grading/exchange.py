"""One line of a test's script: what was asked of the reference, and what came back."""

from __future__ import annotations

from dataclasses import dataclass

Raised = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Exchange:
    """One question and what the reference said.

    Attributes:
        request: the question.
        what: it calls, for messages.
        digest: of the answer's bytes; None: the reference raised.
        refs: whether the answer refers to objects that stayed behind.
        raised: type, text and bases of what the reference raised. All that a test can see of an
            exception, but for lines and names of a submission's own, which are for its author.
    """

    request: bytes
    what: str
    digest: bytes | None = None
    refs: bool = False
    raised: Raised | None = None
