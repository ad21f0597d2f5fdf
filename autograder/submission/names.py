"""Names that came from outside, made fit for ids, paths and sentences."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

MAX_ID = 80
MAX_COMPONENT = 255
MAX_DEPTH = 64

ARCHIVE_SUFFIXES = (
    *(".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tbz2", ".tbz", ".txz", ".tar", ".zip"),
)
FOREIGN_ARCHIVES = (".rar", ".7z", ".tar.zst", ".zst", ".lz4", ".cab", ".dmg", ".iso")
_LONG_SUFFIXES = (*ARCHIVE_SUFFIXES, *FOREIGN_ARCHIVES)
SOURCE_SUFFIXES = (".py", ".ipynb")

_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}


def clean(text: str, limit: int = 120) -> str:
    """`text` on one line, without control characters or surrogates, at most `limit` long."""
    if len(text) <= limit and text.isprintable():
        return text
    seen = "".join(c if c.isprintable() else "_" for c in text[: limit + 1])
    return seen if len(seen) <= limit else seen[: limit - 3] + "..."


def suffix_of(name: str) -> str:
    """The suffix that says what a file is, in lower case: ".py", ".tar.gz", "" for none."""
    lower = name.lower()
    if lower.endswith(_LONG_SUFFIXES):
        return next(known for known in _LONG_SUFFIXES if lower.endswith(known))
    dot = lower.rfind(".")
    return lower[dot:] if dot > 0 else ""


def stem_of(name: str) -> str:
    """`name` without the suffix that `suffix_of` finds."""
    suffix = suffix_of(name)
    return name[: len(name) - len(suffix)] if suffix else name


def safe_path(name: str) -> str | None:
    """A member's name as a clean relative posix path; None where it leads outside.

    Windows separators count as separators, so that archives made there read the same.
    """
    name = name.replace("\\", "/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return None
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if not parts or len(parts) > MAX_DEPTH or ".." in parts:
        return None
    if any(len(part) > MAX_COMPONENT for part in parts):
        return None
    return "/".join(clean(part, MAX_COMPONENT) for part in parts)


def safe_id(name: str) -> str:
    """A file name made of letters, digits, ".", "_" and "-", never empty, at most 80 long."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", plain)
    plain = re.sub(r"\.{2,}", ".", plain).strip("._-")
    digest = _digest(name)
    if not plain:
        return f"submission-{digest}"
    if plain.split(".")[0].lower() in _RESERVED:
        plain = f"{plain}-{digest}"
    return plain if len(plain) <= MAX_ID else f"{plain[: MAX_ID - 9].rstrip('._-')}-{digest}"


def unique_ids(named: Iterable[tuple[str, str]]) -> list[str]:
    """One id per (name, origin), in order; origins must differ.

    Where two names give the same id, ignoring case, all but the first get a part of their
    origin's hash.
    """
    taken: set[str] = set()
    ids = []
    for name, origin in named:
        wanted = candidate = safe_id(name)
        salt = 0
        while candidate.lower() in taken:
            tail = _digest(f"{origin}\0{salt}" if salt else origin)
            candidate, salt = f"{wanted[: MAX_ID - 9]}-{tail}", salt + 1
        taken.add(candidate.lower())
        ids.append(candidate)
    return ids


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
