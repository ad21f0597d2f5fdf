"""Each attack alone: its exact verdict and mark, nothing brought out, and the grader unharmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import FULL, HERE, Attack, diagnoses, earned, lay_out_honest, leaks, load_corpus

from autograder.batch.run import Batch
from autograder.report import write_student
from autograder.results import SubmissionResult, to_json
from autograder.submission import discover

ATTACKS = load_corpus()


def grade(batch: Batch, folder: Path) -> SubmissionResult:
    """Grade the one submission of a class."""
    (graded,) = batch.run(discover([folder], batch.settings.course))
    return graded.result


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
def test_attack_gets_what_it_deserves(attack: Attack, batch: Batch, listener, tmp_path: Path):
    visits = listener.visits
    place = tmp_path / "class"
    place.mkdir()
    attack.lay_out(place / attack.id, listener.port)
    result = grade(batch, place)
    assert result.fault is None
    assert earned(result) == attack.expected, diagnoses(result)
    assert attack.says in diagnoses(result)
    out = tmp_path / "out"
    (out / "results").mkdir(parents=True)
    (out / "results" / "attack.json").write_bytes(to_json(result))
    write_student(result, out)
    assert leaks(out) == []
    assert listener.visits == visits, "somebody reached the network"
    assert_unharmed(batch, tmp_path, ATTACKS.index(attack))


def assert_unharmed(batch: Batch, tmp_path: Path, number: int) -> None:
    """The next student, graded by the same processes, gets full marks."""
    lay_out_honest(tmp_path / "next" / "honest", number)
    assert earned(grade(batch, tmp_path / "next")) == FULL


def test_every_class_of_the_list_has_an_attack():
    page = (HERE / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| ")]
    listed = {int(row[1]) for row in rows if row[1].strip().isdigit()}
    assert len(listed) >= 55
    elsewhere = {int(row[1]) for row in rows if row[1].strip().isdigit() and "`tests/" in row[3]}
    tried = {number for attack in ATTACKS for number in attack.classes}
    assert listed - elsewhere <= tried
    assert tried <= listed


def test_corpus_is_large_and_no_attack_is_there_twice():
    assert len(ATTACKS) >= 70
    assert len({attack.tries for attack in ATTACKS}) == len(ATTACKS)
