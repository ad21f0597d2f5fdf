"""Which devices speed can be measured on here."""

from __future__ import annotations

from pathlib import Path

_GPU = Path("/dev/nvidiactl")


def missing(device: str) -> str | None:
    """Why speed cannot be measured on a device here, as a part of a sentence; None: it can.

    Args:
        device: "cpu" or "cuda".
    """
    if device == "cpu":
        return None
    if not _GPU.exists():
        return "this machine has no GPU."
    return "submissions are given no GPU on this machine."
