"""The bank of mistakes: read strictly, and matched by the values that each gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.course import Assignment, Course, load_course
from autograder.errors import CourseError, NotAttempted, StudentError
from autograder.feedback.mistakes import MistakeBank, load_mistakes, variant_module, variant_source
from autograder.sandbox.local import LocalBackend
from autograder.sandbox.proxy import Student

GOOD = """\
exercise = "mirror"
belief = "believes"
hint = "Think."
must_fail = ("a_test",)

def mirror(image):
    return image
"""


def assignment_of(root: Path) -> Assignment:
    return load_course(root).assignments[0]


def put(root: Path, source: str) -> Path:
    path = root / "solutions" / "a01_small" / "mistakes" / "new.py"
    path.write_text(source, encoding="utf-8")
    return path


def test_mistakes_are_read_by_name_and_not_run(small_copy: Path) -> None:
    put(small_copy, GOOD + "raise SystemExit")
    mistakes = load_mistakes(assignment_of(small_copy))
    assert [m.id for m in mistakes] == sorted(m.id for m in mistakes)
    new = next(m for m in mistakes if m.id == "new")
    assert (new.exercise, new.belief, new.hint) == ("mirror", "believes", "Think.")
    assert new.must_fail == ("a_test",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('belief = "believes"\n', "", "needs belief"),
        ('hint = "Think."', 'hint = ""', "needs hint"),
        ('hint = "Think."', "hint = 5", "needs hint"),
        ('must_fail = ("a_test",)', "must_fail = ()", "needs must_fail"),
        ('must_fail = ("a_test",)', 'must_fail = ("a_test")', "needs must_fail"),
        ('must_fail = ("a_test",)', "must_fail = (1,)", "needs must_fail"),
        ('belief = "believes"', 'belief = "a" + name', "not readable"),
        ('exercise = "mirror"', 'exercise = "miror"', "no exercise 'miror'"),
        ("def mirror(image):", "def mirror(image:", "not readable"),
        ("def mirror(image):", 'change = ("a", "b")\ndef mirror(image):', "pairs of texts"),
        ("def mirror(image):", "change = ()\ndef mirror(image):", "pairs of texts"),
        ("def mirror(image):", 'change = (("?!", "b"),)\ndef mirror(image):', "holds it 0 times"),
        ("def mirror(image):", 'change = (("e", "b"),)\ndef mirror(image):', "must hold 'e' once"),
    ],
)
def test_a_mistake_that_lacks_something_is_refused_with_its_file(
    small_copy: Path, old: str, new: str, says: str
) -> None:
    path = put(small_copy, GOOD.replace(old, new))
    with pytest.raises(CourseError, match=says) as caught:
        load_mistakes(assignment_of(small_copy))
    assert caught.value.path == path


def test_a_mistake_may_be_a_change_of_the_reference(small_copy: Path) -> None:
    assignment = assignment_of(small_copy)
    reference = (assignment.solution_dir / assignment.file).read_text(encoding="utf-8")
    put(small_copy, GOOD.split("def ")[0] + 'change = (("def mirror(", "def mirror(*, "),)\n')
    (new,) = (m for m in load_mistakes(assignment) if m.id == "new")
    assert new.source.startswith("def mirror(*, ")
    assert new.source.replace("*, ", "", 1) in reference
    module = variant_module("_changed_in_a_test", reference, new.source, Path("x.py"))
    with pytest.raises(TypeError):
        module.mirror(np.zeros((2, 2)))


def test_a_variant_replaces_what_it_defines_and_keeps_the_rest() -> None:
    source = variant_source(
        "from __future__ import annotations\nimport numpy as np\ndef f(): return g()\ndef g(): 1\n",
        "from __future__ import annotations\ndef g(): return np.pi\n",
    )
    module = variant_module("_variant_of_a_test", source, "", Path("x.py"))
    assert module.f() == np.pi


@pytest.fixture(scope="session")
def bank(small_course: Course, reference_source: str) -> MistakeBank:
    probes = ModuleType("probes")
    path = small_course.assignments[0].test_dir / "probes.py"
    exec(path.read_text(), probes.__dict__)
    made = MistakeBank(load_mistakes(small_course.assignments[0]), reference_source, probes)
    made.preload()
    return made


Matches = Callable[..., tuple[str, ...]]


@pytest.fixture
def matches(bank: MistakeBank, reference_source: str) -> Matches:
    """Source that replaces something, what to do with the submission -> ids of mistakes."""

    def of(exercise: str, source: str, use: Callable[[Student], Any]) -> tuple[str, ...]:
        module = variant_module("_student_of_a_test", reference_source, source, Path("s.py"))
        student = Student(LocalBackend(module))
        try:
            use(student)
        except Exception:
            assert student._steps[-1].error
        own = [m for m in bank.mistakes if m.exercise == exercise]
        return tuple(m.id for m in own if bank.reproduces(m, "a_test", student._steps))

    return of


IMAGE = np.arange(12.0).reshape(3, 4)


def test_the_same_values_by_other_code_are_the_same_mistake(matches: Matches) -> None:
    source = "def mirror(image):\n    return np.array(image.tolist()[::-1])"
    assert matches("mirror", source, lambda s: s.mirror(IMAGE)) == ("mirror_turns_rows",)


def test_rounding_does_not_hide_a_mistake_but_a_difference_does(matches: Matches) -> None:
    source = "def mirror(image):\n    return image[::-1] * (1 + {})"
    near, far = source.format(1e-9), source.format(1e-4)
    assert matches("mirror", near, lambda s: s.mirror(IMAGE)) == ("mirror_turns_rows",)
    assert matches("mirror", far, lambda s: s.mirror(IMAGE)) == ()


def test_sharing_memory_is_part_of_a_mistake(matches: Matches) -> None:
    view = "def mirror(image):\n    return image[:, ::-1]"
    assert matches("mirror", view, lambda s: s.mirror(IMAGE)) == ("mirror_returns_a_view",)
    assert matches("mirror", "", lambda s: s.mirror(IMAGE)) == ()


def test_every_step_must_agree(matches: Matches) -> None:
    def twice(student: Student) -> None:
        student.mirror(np.ones((2, 2)))
        student.mirror(IMAGE)

    source = "def mirror(image):\n    return image[::-1].copy()"
    assert matches("mirror", source, twice) == ("mirror_turns_rows",)
    assert matches("mirror", source + " + (image.shape == (2, 2))", twice) == ()


def test_an_object_is_followed_through_its_methods(matches: Matches) -> None:
    source = (
        "class Accumulator:\n    def __init__(self, start=0): pass\n"
        "    def add(self, values):\n        return values * 1.0"
    )

    def use(student: Student) -> None:
        made = student.Accumulator(5.0)
        made.add(IMAGE)
        made.add(2 * IMAGE)

    assert matches("Accumulator", source, use) == ("accumulator_keeps_the_last",)


def test_exceptions_match_by_their_type(matches: Matches) -> None:
    accepts = "def output_size(size, kernel, stride=1):\n    return (size - kernel) // stride + 1"
    assert matches("output_size", accepts, lambda s: s.output_size(2, 5)) == (
        "size_accepts_any_kernel",
    )
    raises = "def output_size(size, kernel, stride=1):\n    raise KeyError"
    assert matches("output_size", raises, lambda s: s.output_size(2, 5)) == ()


def test_a_test_without_a_request_matches_nothing(matches: Matches) -> None:
    assert matches("mirror", "", lambda s: s.mirror) == ()


@pytest.mark.parametrize(
    "value",
    ["None", "'text'", "[image, (1, None)]", "{'a': image}", "object()", "2**100", "np.nan", "1j"],
)
def test_any_value_can_be_asked_for(matches: Matches, value: str) -> None:
    source = f"def mirror(image):\n    return {value}"
    assert matches("mirror", source, lambda s: s.mirror(IMAGE)) == ()


@pytest.mark.parametrize(
    "error", [StudentError("ValueError", "x"), NotAttempted("NotImplementedError", "f")]
)
def test_an_error_from_behind_the_wall_matches_by_its_type(
    bank: MistakeBank, error: StudentError
) -> None:
    class Backend:
        def ask(self, request: bytes, what: str) -> Any:
            raise error

    student = Student(Backend())
    with pytest.raises(StudentError):
        student.output_size(2, 5)
    agree = {m.id for m in bank.mistakes if bank.reproduces(m, "a_test", student._steps)}
    assert ("size_forgets_the_first_place" in agree) == (error.kind == "ValueError")
    assert "size_accepts_any_kernel" not in agree
