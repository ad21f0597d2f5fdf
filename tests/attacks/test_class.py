"""All attacks in one class with honest students between, graded by the real command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from corpus import (
    CANARIES,
    FULL,
    Attack,
    diagnoses,
    earned,
    grade_class,
    lay_out_honest,
    leaks,
    load_corpus,
    results_of,
    still_running,
)

from autograder.results import SubmissionResult

ATTACKS = load_corpus()

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


@dataclass(frozen=True)
class Run:
    """The finished command."""

    out: Path
    temporary: Path
    code: int
    said: str
    visits: int

    @property
    def results(self) -> dict[str, SubmissionResult]:
        """Name of the folder or archive that was handed in -> its result."""
        return results_of(self.out)


@pytest.fixture(scope="module")
def run(listener, level, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two honest students around each attack; two slots, so that attacks meet."""
    folder = tmp_path_factory.mktemp("class")
    for number, attack in enumerate(ATTACKS):
        attack.lay_out(folder / "class" / f"{number:03}-{attack.id}", listener.port)
        lay_out_honest(folder / "class" / f"{number:03}-honest", number)
    visits = listener.visits
    code, said = grade_class(folder)
    out, temporary = folder / "out", folder / "temporary"
    return Run(out, temporary, code, said, listener.visits - visits)


def test_run_is_neither_stopped_nor_at_fault(run: Run):
    assert run.code == 0, run.said
    assert len(run.results) == 2 * len(ATTACKS)


def test_honest_students_get_full_marks(run: Run):
    honest_ones = {name: r for name, r in run.results.items() if name.endswith("-honest")}
    assert len(honest_ones) == len(ATTACKS)
    wrong = {name: earned(r) for name, r in honest_ones.items() if earned(r) != FULL}
    assert wrong == {}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_attack_gets_the_same_as_alone(attack: Attack, run: Run):
    result = run.results[f"{ATTACKS.index(attack):03}-{attack.id}"]
    assert earned(result) == attack.expected, diagnoses(result)
    assert attack.says in diagnoses(result)


def test_nothing_planted_comes_out(run: Run):
    for path in run.out.glob("store.sqlite*"):  # the instructor's; it holds results alone
        assert not any(text.encode() in path.read_bytes() for text in CANARIES.values()), (
            f"{path.name} holds something planted"
        )
    assert leaks(run.out) == []
    assert [name for name, text in CANARIES.items() if text in run.said] == []


def test_nobody_reached_the_network(run: Run):
    assert run.visits == 0


def test_nothing_is_left_behind(run: Run):
    assert list(run.temporary.iterdir()) == []
    assert still_running() == []
