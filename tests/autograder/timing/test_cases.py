"""The cases that authors wrote: they load, fit their references, and peers agree with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder.course import find_root, load_course
from autograder.errors import CourseError
from autograder.timing.cases import FILE, load_cases, load_reference

ROOT = find_root(Path(__file__).parent)
SMALL = Path(__file__).parents[1] / "small_course"
COURSE = load_course(ROOT)
CASES = {
    f"{assignment.id}/{name}": (assignment, case)
    for assignment in COURSE.assignments
    for name, case in load_cases(assignment).items()
}


@pytest.fixture(params=CASES)
def authored(request):
    """(the reference's function, its case)."""
    assignment, case = CASES[request.param]
    return getattr(load_reference(assignment), case.exercise), case


def test_every_case_file_is_read():
    files = {path.parent.name for path in ROOT.glob(f"solutions/*/{FILE}")}
    assert {name.split("/")[0] for name in CASES} == files
    assert len(CASES) >= 15


def test_every_peer_agrees_at_the_smallest_size(authored):
    function, case = authored
    for label in [next(iter(case.benched)), *case.marked]:
        check_peers(function, case, case.sizes[label])


def check_peers(function, case, size):
    arguments = case.inputs(np.random.default_rng(0), "cpu", **size)
    torch.manual_seed(0)
    own = case.subject(function, *arguments)()
    tried = 0
    for name, prepare in case.peers.items():
        try:
            thunk = prepare(*arguments)
        except ImportError:
            continue  # an optional library
        assert case.agree(arguments, own, thunk(), case.tolerance) == "", name
        tried += 1
    assert tried


def changed(value):
    """A result of the same form with one number that is wrong."""
    if isinstance(value, dict):
        first = next(iter(value))
        return {**value, first: value[first] + 0.01}
    if isinstance(value, tuple | list):
        return [changed(value[0]), *value[1:]]
    other = torch.as_tensor(value).clone()
    other.view(-1)[0] += 1
    return other


def test_a_wrong_peer_does_not_agree(authored):
    function, case = authored
    size = next(iter(case.benched.values()))
    arguments = case.inputs(np.random.default_rng(0), "cpu", **size)
    own = case.subject(function, *arguments)()
    assert case.agree(arguments, own, own, case.tolerance) == ""
    assert case.agree(arguments, own, changed(own), case.tolerance) != ""


def test_inputs_are_fresh_at_each_call_and_the_same_from_run_to_run(authored):
    _, case = authored
    size = next(iter(case.benched.values()))

    def numbers(rng):
        value = case.inputs(rng, "cpu", **size)[0]
        while isinstance(value, list | dict):
            value = value[0] if isinstance(value, list) else value["boxes"]
        return np.asarray(value).tobytes()

    rng = np.random.default_rng(0)
    first, second = numbers(rng), numbers(rng)
    assert first != second
    assert numbers(np.random.default_rng(0)) == first


def test_sizes_ask_for_more_and_more(authored):
    _, case = authored
    works = [case.work(**size) for size in case.benched.values()]
    assert len(works) >= 4
    assert [w.bytes for w in works] == sorted(w.bytes for w in works)
    assert [w.operations for w in works] == sorted(w.operations for w in works)


def test_every_size_needs_its_own_traffic_at_least(authored):
    _, case = authored
    assert all(case.needs(size) >= case.work(**size).bytes for size in case.sizes.values())


def test_layers_reach_the_batches_of_training_and_boxes_a_hundred_thousand():
    largest = {name.split("/")[1]: list(case.benched)[-1] for name, (_, case) in CASES.items()}
    assert {largest[f"{kind}_pool2d_forward"] for kind in ("max", "avg")} == {"256 x 64 x 56 x 56"}
    assert largest["conv2d_im2col"] == largest["ResidualBlock"] == "256 x 64 x 56 x 56"
    assert largest["nms"] == largest["batched_nms"] == "100,000"


@pytest.fixture
def small(tmp_path):
    shutil.copytree(SMALL, tmp_path / "course")
    return load_course(tmp_path / "course").assignments[0]


def test_assignment_without_cases_has_none(small):
    assert load_cases(small) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CASES = (", "cannot be run: SyntaxError"),
        ("import a_library_that_nobody_has", "cannot be run: ModuleNotFoundError"),
        ("CASE = ()", "expected CASES"),
        (
            "from autograder.timing.cases import Case\nCASES = [Case('nobody', {}, print, print)]",
            "'nobody' is no exercise of a01_small",
        ),
    ],
)
def test_wrong_case_file_is_named(small, text, words):
    (small.solution_dir / FILE).write_text(text)
    with pytest.raises(CourseError, match=words) as caught:
        load_cases(small)
    assert caught.value.path == small.solution_dir / FILE
