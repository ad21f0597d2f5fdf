"""Attacks on speed marks: each is right, or right enough for the tests, and gains no speed points.

Each uses a submission that is slow and a trick that is to make it look fast. The tests' points are
theirs; of the speed's they get what is honestly fast.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
from corpus import HERE, SECRET, environment

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.course import load_course
from autograder.results import ExerciseResult, SpeedStatus
from autograder.sandbox.isolation import Level
from autograder.store import Store
from autograder.submission import discover

COURSE, ASSIGNMENT = HERE / "speed_course", "a01_race"
REFERENCE = COURSE / "solutions" / ASSIGNMENT / "race.py"
TESTS, SPEED = 2.0, 2.0  # points

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Attack:
    """One submission: what it must get for its speed, and why."""

    folder: Path
    classes: tuple[int, ...]
    status: SpeedStatus
    speed: float
    says: str


def load(folder: Path) -> Attack:
    data = tomllib.loads((folder / "attack.toml").read_text(encoding="utf-8"))
    assert data.pop("tries")
    status = SpeedStatus(data.pop("status"))
    attack = Attack(
        folder, tuple(data.pop("classes")), status, data.pop("speed"), data.pop("says", "")
    )
    assert not data, f"{folder}: unknown keys {data}"
    return attack


ATTACKS = [load(path.parent) for path in sorted(HERE.glob("speed/*/attack.toml"))]


@pytest.fixture(scope="module")
def batch(level: Level, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Batch]:
    folder = tmp_path_factory.mktemp("grader")
    course = load_course(COURSE)
    settings = Settings(course, course.assignments, level, 1, SECRET)
    with (
        mock.patch.dict(os.environ, environment(folder / "home")),
        closing(Store(f"sqlite:///{Path(folder, 'store.sqlite')}")) as store,
        Batch(settings, store, Context()) as made,
    ):
        yield made


def grade(batch: Batch, file: Path, place: Path) -> ExerciseResult:
    folder = place / "class" / "one" / ASSIGNMENT
    folder.mkdir(parents=True)
    shutil.copy(file, folder / "race.py")
    (graded,) = batch.run(discover([place / "class"], batch.settings.course))
    assert graded.result.fault is None
    return graded.result.assignments[0].exercises[0]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.folder.name)
def test_a_trick_earns_what_is_honestly_fast(attack: Attack, batch: Batch, tmp_path: Path):
    exercise = grade(batch, attack.folder / "race.py", tmp_path)
    assert [t.name for t in exercise.tests if t.verdict != "passed"] == []
    assert exercise.speed is not None
    got = exercise.speed.status, exercise.speed.earned, exercise.earned
    assert got == (attack.status, attack.speed, TESTS + attack.speed), exercise.speed
    assert attack.says in (exercise.speed.message or "")


def test_the_reference_among_them_earns_all(batch: Batch, tmp_path: Path):
    assert grade(batch, REFERENCE, tmp_path).earned == TESTS + SPEED


def test_every_class_about_numbers_and_speed_is_tried():
    assert set(range(24, 36)) <= {number for attack in ATTACKS for number in attack.classes}
