"""One student's file: the reference with some functions replaced in place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cohort.pieces import Piece, reached
from cohort.variants import REFERENCE, Bank, Variant

_BETWEEN = "\n\n\n"


def compose(bank: Bank, choices: Mapping[str, str], harmless: bool = False) -> str:
    """The source of a file.

    Args:
        bank: all variants.
        choices: exercise -> name of a variant, for every exercise.
        harmless: put in for each crash what gets the same marks.
    """
    chosen = {name: bank.get(name, choice) for name, choice in choices.items()}
    taken = {name: p.text for p in bank.reference for name in p.names - chosen.keys()}
    texts = {piece: piece.text for piece in bank.reference}
    end: list[str] = []
    for piece in bank.reference:
        exercise = next(iter(piece.names & chosen.keys()), "")
        if not exercise or chosen[exercise].name == REFERENCE:
            continue
        code = _code(chosen[exercise], exercise, taken, harmless)
        if chosen[exercise].appended:
            end.append(code)
        else:
            texts[piece] = code
    last_import = [piece for piece in bank.reference if piece.is_import][-1]
    texts[last_import] = "\n".join([last_import.text, *_new_imports(bank, chosen)])
    used = _used(bank, _join(texts, end))
    for piece in bank.reference:
        if piece.names and not piece.names & used:
            texts[piece] = ""
    return _join(texts, end)


def circle(source: str, exercises: list[str]) -> list[str]:
    """Exercises that call each other in a circle."""
    leads = reached(source)
    pairs = [(a, b) for a in exercises for b in exercises if a != b]
    found = {a for a, b in pairs if b in leads.get(a, ()) and a in leads.get(b, ())}
    return [name for name in exercises if name in found]


def uncalled(source: str, exercises: list[str]) -> list[str]:
    """Exercises that no other one calls."""
    leads = reached(source)
    called = {b for a in exercises for b in leads.get(a, ()) if a != b}
    return [name for name in exercises if name not in called]


def _code(variant: Variant, exercise: str, taken: dict[str, str], harmless: bool) -> str:
    """The variant's code; its helpers are renamed where the file has others of that name."""
    parts = variant.stand_in if harmless and variant.stand_in is not None else variant.parts
    texts: list[str] = []
    renamed: dict[str, str] = {}
    for part in parts:
        helpers = part.names - {exercise}
        if helpers == part.names and all(taken.get(name) == part.text for name in helpers):
            continue  # another exercise of the same file has brought it
        renamed |= {name: f"{name}_{exercise}" for name in helpers & taken.keys()}
        taken |= {name: part.text for name in helpers - taken.keys()}
        texts.append(part.text)
    for old, new in renamed.items():
        texts = [re.sub(rf"\b{re.escape(old)}\b", new, text) for text in texts]
    return _BETWEEN.join(texts)


def _new_imports(bank: Bank, chosen: Mapping[str, Variant]) -> list[str]:
    there = {piece.text for piece in bank.reference if piece.is_import}
    wanted = dict.fromkeys(text for variant in chosen.values() for text in variant.imports)
    return [text for text in wanted if text not in there]


def _used(bank: Bank, source: str) -> set[str]:
    """Names that a student's file has a use for: all but the reference's idle helpers."""
    helpers = {
        name
        for piece in bank.reference
        if piece.is_definition and not piece.given
        for name in piece.names - set(bank.exercises)
    }
    leads = reached(source)
    return (leads.keys() - helpers).union(*(leads[name] for name in leads.keys() - helpers))


def _join(texts: Mapping[Piece, str], end: list[str]) -> str:
    body = "".join(f"{piece.above}{text}\n" for piece, text in texts.items())
    source = _BETWEEN.join([body.rstrip("\n"), *end]) + "\n"
    return re.sub(r"\n{4,}", _BETWEEN, source)
