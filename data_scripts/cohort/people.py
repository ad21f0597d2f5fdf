"""The people of a made-up class."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

_FIRST = """
Amina Bram Camila Dmitri Elif Farid Grace Hana Ibrahim Jonas Kavya Lucía Mateo Ngozi Olivia
Priya Quentin Rosa Søren Tunde Uma Viktor Wanjiru Xin Yusuf Zoë Ana Björn Chen Daniela Eero
Fatima Gustav Hyejin Isla Jakub Keanu Leila Malik Noor
"""
_LAST = """
Adeyemi Bauer Castro Dimitrov Eriksen Fernández García Haddad Ito Jovanović Kaya Lindström
Mwangi Nguyen Okafor Park Quispe Rossi Sharma Tanaka Usman Varga Wang Xu Yilmaz Zhang Almeida
Brennan Cohen Diallo Engel Farouk Goldberg Hughes Ivanova Johansson Kowalski Laurent Müller
Nakamura
"""


@dataclass(frozen=True)
class Person:
    """One person; `id` is a student number."""

    id: str
    first: str
    last: str
    username: str

    @property
    def name(self) -> str:
        """As it stands in the roster."""
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        """An address that leads nowhere."""
        return f"{self.username}@example.edu"


def draw_people(chance: random.Random, count: int) -> list[Person]:
    """So many people, no two with the same name, number or username.

    Raises:
        ValueError: there are not so many names.
    """
    firsts, lasts = _FIRST.split(), _LAST.split()
    most = len(firsts) * len(lasts)
    if count > most:
        raise ValueError(f"at most {most} students have names here, but {count} are wanted")
    numbers = chance.sample(range(2_100_000, 2_999_999), count)
    people: list[Person] = []
    taken: set[str] = set()
    for pair, number in zip(chance.sample(range(most), count), numbers, strict=True):
        first, last = firsts[pair // len(lasts)], lasts[pair % len(lasts)]
        username = _username(first, last, taken)
        taken.add(username)
        people.append(Person(str(number), first, last, username))
    return people


def _username(first: str, last: str, taken: set[str]) -> str:
    """Letters of the last and the first name, as many as it takes to be the only one."""
    first, last = plain(first), plain(last)
    for length in range(1, len(first) + 1):
        if (wanted := last + first[:length]) not in taken:
            return wanted
    return next(name for n in range(2, 1_000) if (name := f"{last}{first}{n}") not in taken)


def plain(name: str) -> str:
    """Lower-case ASCII letters of a name."""
    name = name.casefold().replace("ø", "o")
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(letter for letter in text if letter.isalpha())
