"""Notebooks as Jupyter writes them (format 4.5), with ids that stay the same."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

Cell = dict[str, Any]
MAX_ID = 64


def cell_id(*words: str) -> str:
    """An id of letters, digits, "-" and "_", at most 64 long, the same for the same words."""
    text = "-".join(words)
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-") or "cell"
    if plain == text and len(plain) <= MAX_ID:
        return plain
    return f"{plain[: MAX_ID - 9]}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def markdown(id_: str, text: str, pictures: Mapping[str, Mapping[str, str]] | None = None) -> Cell:
    """A Markdown cell.

    Args:
        id_: unique in the notebook.
        text: Markdown; `attachment:name` is one of the pictures.
        pictures: name -> media type -> content, base64; SVG too.
    """
    cell: Cell = {"cell_type": "markdown", "id": id_, "metadata": {}, "source": _lines(text)}
    return cell | ({"attachments": dict(pictures)} if pictures else {})


def code(id_: str, text: str) -> Cell:
    """A code cell that has not run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": id_,
        "metadata": {},
        "outputs": [],
        "source": _lines(text),
    }


def notebook(cells: Sequence[Cell], title: str) -> bytes:
    """The file: UTF-8 JSON, indented as Jupyter does, for any Python 3 kernel."""
    metadata = {
        "colab": {"name": title, "provenance": []},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    book = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
