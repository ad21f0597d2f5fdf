"""The mutation run: what is mutated, what counts as killed, what must be explained."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray", reason="cosmic-ray is not installed; `make mutate` installs it")

from equivalents import Equivalent, as_entry, find_stale, load_equivalents
from kills import Outcome, grade_mutants, with_limits
from mutants import Mutant, definitions, make_mutants
from run import document, settle

from autograder.course import Assignment, Limits, load_assignment, load_course
from autograder.errors import CourseError
from autograder.sandbox.isolation import available

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT)
SMALL = ROOT / "tests" / "autograder" / "small_course"
QUIET = '''"""Module."""
from __future__ import annotations

Pair = int | tuple[int, int]


def scale(x: Pair | 3, *, by: int | None) -> int | 3:
    """Docstring with 1 + 1."""
    y: dict[2 + 2, str] = x
    for a, b in zip(x, y, strict=True):
        assert a, f"{a + 1}"
        raise ValueError(f"expected {b - 1}", 1 < 2)
    """Another text, -1."""
    return y
'''
USES = """
LIMIT = 5
UNUSED = 6

def _shared(x):
    return x + LIMIT

def _own(x):
    return _shared(x) * 2

def double(x):
    return _own(x)

def triple(x):
    return double(x) + _shared(x)

def nobody(x):
    return x + 1
"""


def made(source: str, *exercises: str) -> set[tuple[str, str]]:
    return {(mutant.old, mutant.new) for mutant in make_mutants(source, exercises)}


def mutant(**changes: object) -> Mutant:
    fields = {"definition": "f", "exercise": "f", "operator": "NumberReplacer", "line": 2}
    fields |= {"old": "return 1", "new": "return 2", "source": "def f():\n    return 2\n"}
    return Mutant(**fields | changes)


def entry(definition: str = "f", new: str = "return 2") -> Equivalent:
    return Equivalent(definition, "NumberReplacer", "return 1", new, "A reason.")


def small() -> Assignment:
    return load_course(SMALL).assignment("a01_small")


def test_what_changes_no_behaviour_is_left_alone():
    loop, check = "for a, b in zip(x, y, strict=True):", 'assert a, f"{a + 1}"'
    wanted = {(loop, "for a, b in []:"), (check, check.replace("a,", "not a,"))}
    assert made(QUIET, "scale") == wanted


def test_defaults_numbers_and_operators_are_mutated():
    found = made("def f(x, n=3):\n    return x * -1 if x < n else not x\n", "f")
    lines = {new for _, new in found}
    assert {"def f(x, n=4):", "def f(x, n= 4):"} & lines
    assert "return x / -1 if x < n else not x" in lines
    assert "return x * -1 if x <= n else not x" in lines
    assert "return x * +1 if x < n else not x" in lines


def test_mutants_that_mean_the_same_are_made_once():
    found = made("def f():\n    return -1\n", "f")
    assert ("return -1", "return ~1") in found  # -2, as NumberReplacer makes it too
    assert not {new for _, new in found} & {"return - 2", "return -1"}


def test_every_mutant_compiles_and_is_the_file_with_one_change():
    source = f"# é\n{USES}"
    for found in make_mutants(source, ["double", "triple"]):
        compile(found.source, "mutant", "exec")
        before, after = source.splitlines(), found.source.splitlines()
        changed = [i for i in range(len(before)) if before[i] != after[i]]
        assert changed == [found.line - 1]
        assert (before[changed[0]].strip(), after[changed[0]].strip()) == (found.old, found.new)


def test_columns_are_counted_in_characters():
    """A wide character before an annotation does not shift what is skipped."""
    source = "def f(x='éééééééé', y: 1 + 1 = 2): return 'é' * 3\n"
    assert all("y: 1 + 1 =" in new for _, new in made(source, "f"))
    assert len(made(source, "f")) >= 4


def test_helpers_belong_to_the_exercises_that_run_them():
    found = {d.name: d.exercises for d in definitions(ast.parse(USES), ["double", "triple"])}
    assert found == {
        "double": ("double",),
        "triple": ("triple",),
        "_own": ("double",),
        "_shared": ("double", "triple"),
        "LIMIT": ("double", "triple"),
    }


def test_helpers_of_several_exercises_are_graded_with_all_tests():
    exercises = {m.definition: m.exercise for m in make_mutants(USES, ["double", "triple"])}
    assert exercises == {"_shared": None, "_own": "double", "triple": "triple", "LIMIT": None}


def test_equivalents_are_honoured_wherever_their_lines_stand():
    survivor, other = mutant(line=70), mutant(new="return 0")
    graded = {survivor: Outcome.SURVIVED, other: Outcome.SURVIVED}
    tally = settle(small(), list(graded), graded, [entry()])
    assert tally.explained == {survivor}
    assert tally.unexplained == [other]
    assert tally.counts()["rate"] == 0.0 and not tally.clean


def test_explained_survivors_lower_no_rate():
    graded = {mutant(): Outcome.SURVIVED, mutant(new="return 0"): Outcome.KILLED}
    tally = settle(small(), list(graded), graded, [entry()])
    assert tally.counts() == {
        "mutants": 2,
        "killed": 1,
        "survived": 0,
        "explained": 1,
        "rate": 1.0,
    }
    assert tally.clean


def test_a_fault_of_the_grader_is_never_explained():
    graded = {mutant(): Outcome.FAULT}
    tally = settle(small(), list(graded), graded, [entry()])
    assert tally.unexplained == [mutant()]


@pytest.mark.parametrize(
    ("judged", "killed", "why"),
    [
        (entry("gone"), (), "there is no such mutant"),
        (entry(new="return 3"), (), "there is no such mutant"),
        (entry(), (mutant(),), "a test kills it"),
    ],
)
def test_entries_that_judge_nothing_are_stale(judged, killed, why):
    assert find_stale([judged], [mutant()], killed) == [(judged, why)]


def test_an_entry_whose_mutant_was_not_drawn_is_not_stale():
    assert settle(small(), [mutant()], {}, [entry()]).clean


def test_survivors_are_printed_as_entries_that_can_be_read_back(tmp_path):
    awkward = mutant(old='return "a\\d\tü"', new="return 'b'")
    text = as_entry(awkward).replace('reason = ""', 'reason = "Because."')
    (tmp_path / "a01.toml").write_text(text, "utf-8")
    (read,) = load_equivalents("a01", tmp_path)
    assert read.matches(awkward) and read.reason == "Because."


@pytest.mark.parametrize("change", [("Because.", " "), ("reason", "why"), ("old =", "old")])
def test_entries_without_a_reason_are_refused(tmp_path, change):
    text = as_entry(mutant()).replace('reason = ""', 'reason = "Because."')
    (tmp_path / "a01.toml").write_text(text.replace(*change), "utf-8")
    with pytest.raises(CourseError):
        load_equivalents("a01", tmp_path)


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_committed_entries_judge_mutants_that_exist(assignment):
    """The fast half of what `make mutate` says of stale entries."""
    source = (assignment.solution_dir / assignment.file).read_text("utf-8")
    found = make_mutants(source, [e.name for e in assignment.exercises])
    assert not find_stale(load_equivalents(assignment.id), found, ())


def test_committed_entries_belong_to_assignments():
    files = (Path(__file__).parent / "equivalent").glob("*.toml")
    assert {path.stem for path in files} <= {assignment.id for assignment in COURSE.assignments}


@pytest.mark.parametrize("limits", ["[limits]\ncall_seconds = 9\n\n", "\n"])
def test_limits_are_replaced_and_all_else_is_kept(tmp_path, limits):
    text = (small().solution_dir / "assignment.toml").read_text("utf-8")
    head, _, tail = text.partition("[limits]")
    path = tmp_path / "a01_small" / "assignment.toml"
    path.parent.mkdir()
    path.write_text(
        with_limits(head + limits + tail[tail.index("[[") :], Limits(1.5, 2.0)), "utf-8"
    )
    read = load_assignment(path, SMALL)
    assert read.limits == Limits(1.5, 2.0)
    assert read.exercises == small().exercises


def test_mutants_are_killed_survive_or_hang_as_they_must():
    reference = (small().solution_dir / "small.py").read_text("utf-8")
    hang = "while True:\n        pass\n    if kernel > size:"
    changes = (
        ("output_size", "stride + 1", "stride + 2", Outcome.KILLED),
        ("output_size", "if kernel > size:", hang, Outcome.KILLED),
        ("mirror", ".copy()", ".copy() + 0", Outcome.SURVIVED),
        ("mirror", "stride + 1", "stride + 2", Outcome.SURVIVED),  # not its own tests' business
        (None, "self.total + values", "self.total - values", Outcome.KILLED),
    )
    variants = [
        mutant(exercise=exercise, source=reference.replace(old, new))
        for exercise, old, new, _ in changes
    ]
    done: list[int] = []
    course, level = load_course(SMALL), available().strongest
    outcomes = grade_mutants(course, small(), variants, level, progress=lambda: done.append(1))
    assert outcomes == [outcome for *_, outcome in changes]
    assert len(done) == len(changes)


def test_the_document_lists_what_was_not_killed():
    graded = {mutant(): Outcome.SURVIVED, mutant(new="return 0"): Outcome.KILLED}
    judged = [entry(), entry(new="return 0"), entry("gone")]
    found = document([settle(small(), list(graded), graded, judged)])["a01_small"]
    assert [(row["new"], row["outcome"]) for row in found["not_killed"]] == [
        ("return 2", "explained")
    ]
    assert found["stale"] == [
        ["f", "return 0", "a test kills it"],
        ["gone", "return 2", "there is no such mutant"],
    ]
