"""How a command ends when it is stopped, when nobody reads what it says, or when a disk is full."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

from rich.console import Console

AGAIN = 10.0  # seconds in which a second signal is not heard: the command is ending already

_SPACE = "Free some space, then run the same command again; what is done is kept."
_WRITABLE = "Make it writable, or name another folder."
_ADVICE = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EROFS: _WRITABLE,
    errno.EACCES: _WRITABLE,
    errno.EPERM: _WRITABLE,
    errno.EEXIST: "A folder was expected there: move the file away, or name another folder.",
    errno.ENOTDIR: "A folder was expected there: move the file away, or name another folder.",
    errno.EISDIR: "A file was expected there: move the folder away, or name another folder.",
    errno.EMFILE: "Raise the limit of open files (`ulimit -n 4096`), or use fewer --jobs.",
}


class Stopped(KeyboardInterrupt):
    """Somebody wants the command to end.

    Args:
        number: the signal that said so.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Stopped` at Ctrl-C, SIGTERM and where the terminal is closed.

    A signal that is ignored, as `nohup` has it, stays so.
    """
    heard: float | None = None

    def stop(number: int, _: FrameType | None) -> None:
        nonlocal heard
        now = time.monotonic()
        if heard is None or now - heard > AGAIN:
            heard = now
            raise Stopped(number)

    numbers = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP"):
        numbers.append(signal.SIGHUP)
    before = {n: signal.getsignal(n) for n in numbers}
    before = {n: handler for n, handler in before.items() if handler != signal.SIG_IGN}
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():  # once stopped, the rest of the way is undisturbed
            signal.signal(number, handler if heard is None else signal.SIG_IGN)


class Speaker(Console):
    """A console that falls silent where its reader has gone, as in `grade | head -1`.

    What a command writes into files does not depend on who reads along.
    """

    def on_broken_pipe(self) -> None:
        """Go on without words."""
        self.quiet = True
        silence(self.file.fileno())


def silence(fd: int) -> None:
    """Let nothing that is still buffered for a descriptor fail any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, fd)
    os.close(nowhere)


def open_standard_streams() -> None:
    """Open what the caller has closed (`>&-`), for this process and for those that it starts.

    Else the store would become descriptor 1, and the way to a submission would be mistaken for
    the place of its output.
    """
    for fd in range(3):
        try:
            os.fstat(fd)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
            os.set_inheritable(fd, True)


def quietly(console: Console, text: str) -> None:
    """Say a last sentence, to whoever can still hear it."""
    with contextlib.suppress(OSError):
        console.print(text, markup=False, soft_wrap=True)
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            silence(sys.stdout.fileno())


def sentence(error: OSError) -> str:
    """What failed where, and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or str(error) or type(error).__name__
    advice = _ADVICE.get(error.errno or 0, "What is done is kept; the same command goes on.")
    return f"{where}{reason}. {advice}"
