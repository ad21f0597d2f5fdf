"""Who has written what: most of it right, popular misconceptions often, little at the end."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from cohort.compose import circle, compose, uncalled
from cohort.variants import HANG, REFERENCE, STUB, Bank

STUDENTS_PER_HANG = 15
STUDENTS_PER_TROUBLE = 30
MIN_CLASS = 10  # smaller classes have no strangers and no files in trouble

SYNTAX_ERROR = "file/syntax_error"
IMPORT_ERROR = "file/import_error"
MISSING = "file/missing"
LATIN1 = "file/latin1"
TROUBLES = (SYNTAX_ERROR, IMPORT_ERROR, MISSING, LATIN1)

# Shares of a class. Made up, so that it looks like one.
_ACCEPTED = 0.5  # of what is right
_MISTAKES = 0.7  # of what is not
_ODD = 0.12
_CRASHES = 0.12
_GAVE_UP = 0.2  # leave the last exercises alone
_MISTAUGHT = 0.3  # of the exercises: these go wrong more often, and in the same way
_NEXT = 0.35  # how much rarer each further misconception of an exercise is


@dataclass
class Work:
    """What one student has written.

    Attributes:
        choices: exercise -> name of a variant.
        trouble: one of TROUBLES, or "".
    """

    choices: dict[str, str] = field(default_factory=dict)
    trouble: str = ""


class Drawing:
    """Draws the work of a class.

    Args:
        bank: all variants.
        chance: where all chance comes from.
    """

    def __init__(self, bank: Bank, chance: random.Random) -> None:
        self.bank, self.chance = bank, chance
        self.popular = {name: bank.names(name, "mistakes/") for name in bank.exercises}
        for names in self.popular.values():
            chance.shuffle(names)
        self.rest: dict[str, list[str]] = {"odd/": [], "crash/": []}
        hardest = max(exercise.points for exercise in bank.assignment.exercises)
        self.effort = {e.name: e.points / hardest for e in bank.assignment.exercises}
        for name in chance.sample(bank.exercises, round(_MISTAUGHT * len(bank.exercises))):
            self.effort[name] += 2.0

    def works(self, count: int, hang_rate: float, may_miss: list[bool]) -> list[Work]:
        """The work of so many students.

        Args:
            count: how many.
            hang_rate: share of students with an endless loop; at most one in STUDENTS_PER_HANG.
            may_miss: for each student, whether the hand-in can lack its file.
        """
        works = [Work(self._choices()) for _ in range(count)]
        if count >= MIN_CLASS:
            self._trouble(works, may_miss)
        self._hang(works, min(round(hang_rate * count), -(-count // STUDENTS_PER_HANG)))
        return works

    def _choices(self) -> dict[str, str]:
        skill = self.chance.betavariate(8, 1.2)
        names = self.bank.exercises
        stop = len(names)
        if self.chance.random() < _GAVE_UP:
            stop = self.chance.randint(len(names) // 2, len(names) - 1)
        choices = {}
        for place, name in enumerate(names):
            right = skill ** (0.4 + self.effort[name])
            if place >= stop:
                choices[name] = STUB
            elif self.chance.random() < right:
                choices[name] = self._right(name)
            else:
                choices[name] = self._wrong(name)
        return self._without_circles(choices)

    def _right(self, exercise: str) -> str:
        accepted = self.bank.names(exercise, "accepted/")
        take = accepted and self.chance.random() < _ACCEPTED
        return self.chance.choice(accepted) if take else REFERENCE

    def _wrong(self, exercise: str) -> str:
        at = self.chance.random()
        popular = self.popular[exercise]
        if at < _MISTAKES and popular:
            return self.chance.choices(popular, [_NEXT**rank for rank in range(len(popular))])[0]
        if at < _MISTAKES + _ODD:
            return self._next(exercise, "odd/")
        if at < _MISTAKES + _ODD + _CRASHES:
            return self._next(exercise, "crash/")
        return STUB

    def _next(self, exercise: str, kind: str) -> str:
        """One after the other in a chance order, so that a class has many of them."""
        rest = self.rest[kind]
        names = [name for name in self.bank.names(exercise, kind) if name != HANG]
        if not set(rest) & set(names):
            rest += self.chance.sample(names, len(names))
        return rest.pop(next(at for at, name in enumerate(rest) if name in names))

    def _without_circles(self, choices: dict[str, str]) -> dict[str, str]:
        """Right ways to write two functions may call each other for ever; then one gives way."""
        while found := circle(compose(self.bank, choices), self.bank.exercises):
            name = next(name for name in found if choices[name] != REFERENCE)
            choices = choices | {name: REFERENCE}
        return choices

    def _trouble(self, works: list[Work], may_miss: list[bool]) -> None:
        each = max(1, len(works) // STUDENTS_PER_TROUBLE)
        for trouble in TROUBLES * each:
            free = [
                work
                for work, may in zip(works, may_miss, strict=True)
                if not work.trouble and (may or trouble != MISSING)
            ]
            if free:
                self.chance.choice(free).trouble = trouble

    def _hang(self, works: list[Work], count: int) -> None:
        """Only where no other exercise calls it, so that its tests alone run out of time."""
        free = [work for work in works if work.trouble in ("", LATIN1)]
        for work in self.chance.sample(free, min(count, len(free))):
            source = compose(self.bank, work.choices)
            name = self.chance.choice(uncalled(source, self.bank.exercises))
            work.choices[name] = HANG
