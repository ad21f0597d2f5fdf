"""A job that asks for a device: its workers get one, and the result says what they opened."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from autograder.batch.compose import Context, compose
from autograder.errors import GraderFault
from autograder.grading.engine import Engine
from autograder.results import Verdict, from_json, to_json
from autograder.sandbox import devices
from autograder.submission import Submission

OPENING = """
import os
kept = [os.open(node, os.O_RDWR) for node in {nodes!r}]
"""


@pytest.fixture(scope="module")
def offering(small_course, level, stand_ins):
    """An engine that offers both stand-ins."""
    with Engine(small_course, small_course.assignments, level, "secret", devices=stand_ins) as made:
        yield made


@pytest.fixture
def opening(make_job, reference_source):
    """Nodes -> a job whose submission opens them while it is imported."""
    return lambda *nodes: make_job(reference_source + OPENING.format(nodes=nodes))


def with_devices(job, *wanted):
    return msgspec.structs.replace(job, devices=wanted)


def test_the_result_says_which_nodes_were_open(offering, opening, stand_ins, level):
    nodes = stand_ins[1].nodes
    result = offering.grade(with_devices(opening(*nodes), "card:1"))
    assert result.fault is None
    assert result.devices == tuple(sorted(nodes))
    assert {e.verdict for e in result.assignments[0].exercises} == {Verdict.PASSED}
    document = compose(Submission(id="x", origin="x"), [result], level, Context())
    assert document.devices == result.devices
    assert from_json(to_json(document)) == document


def test_without_being_asked_for_there_is_no_device(offering, opening, stand_ins):
    result = offering.grade(opening(stand_ins[0].nodes[1]))
    assert result.devices == ()
    said = {t.diagnosis.message for e in result.assignments[0].exercises for t in e.tests}
    assert all("FileNotFoundError" in text or "PermissionError" in text for text in said), said


def test_devices_of_a_kind_are_taken_in_turn(offering, make_job, reference_source, stand_ins):
    any_of_them = "import os\n" + "\n".join(
        f"try: kept{i} = os.open({device.nodes[1]!r}, os.O_RDWR)\nexcept OSError: pass"
        for i, device in enumerate(stand_ins)
    )
    job = with_devices(make_job(f"{reference_source}\n{any_of_them}"), "card")
    seen = [offering.grade(job).devices for _ in range(2)]
    assert sorted(seen) == sorted((device.nodes[1],) for device in stand_ins)


def test_a_device_that_is_not_offered_is_the_graders_fault(engine, opening):
    with pytest.raises(GraderFault, match="device cuda was asked for; offered here: none"):
        engine.grade(with_devices(opening(), "cuda"))


def test_the_graders_own_processes_hold_no_node(offering, opening, stand_ins):
    offering.grade(with_devices(opening(stand_ins[0].nodes[1]), "card:0"))
    numbers = devices.numbers(stand_ins)
    for pid in offering.pids.values():
        files = [f for f in Path(f"/proc/{pid}/fd").iterdir() if f.exists()]
        assert not {os.stat(f).st_rdev for f in files} & numbers.keys()


def test_a_document_from_before_devices_is_read(small_course, level, engine, opening):
    document = compose(Submission(id="x", origin="x"), [engine.grade(opening())], level, Context())
    older = to_json(document).replace(b'  "devices": [],\n', b"")
    assert b"devices" not in older
    assert from_json(older) == document
