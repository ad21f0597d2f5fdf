"""A course of two assignments and seeded classes of any size, as result documents."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course import Assignment, Course, Exercise
from autograder.report import ClassSummary, RunInfo, class_summary, summarise
from autograder.results import (
    AssignmentResult,
    Diagnosis,
    ExerciseResult,
    Lateness,
    Misconception,
    Picture,
    RuleViolation,
    Student,
    SubmissionResult,
    TestResult,
    ValueRow,
    Verdict,
)

FIRST = ("Ada", "Bruno", "Chidi", "Dalia", "Emeka", "Farah", "Goran", "Hana", "Ines", "Jun", "Kofi")
LAST = ("Okafor", "Park", "Silva", "Novak", "Haddad", "Ito", "López", "Müller", "O'Brien", "Rossi")
EXERCISES = [
    ("max_pool2d_forward", "Max pooling", 6),
    ("max_pool2d_backward", "Max pooling, backward", 8),
    ("avg_pool2d_forward", "Average pooling", 4),
    ("avg_pool2d_backward", "Average pooling, backward", 4),
    ("global_avg_pool", "Global average pooling", 2),
    ("adaptive_avg_pool", "Adaptive pooling", 5),
    ("spatial_pyramid_pool", "Spatial pyramid pooling", 5),
]
LAYERS = [
    ("relu", "ReLU", 1),
    ("softmax", "Softmax", 3),
    ("cross_entropy", "Cross-entropy", 4),
    ("dropout", "Dropout", 4),
    ("batch_norm_forward", "Batch normalisation", 6),
    ("batch_norm_backward", "Batch normalisation, backward", 8),
]
BELIEFS = {
    "max_pool2d_backward": [
        (
            "assigns_instead_of_adding",
            "assigns instead of adding where windows overlap",
            "Each output assigns its gradient, so the last window wins. Add instead.",
        ),
        ("splits_ties", "splits the gradient between ties", "The first maximum receives it all."),
    ],
    "avg_pool2d_forward": [
        (
            "divides_by_the_full_window",
            "divides by the full window at the border",
            "Divide by the number of inputs that the window covers.",
        ),
        ("ceil", "rounds the output size up", "A window that does not fit is dropped: floor."),
    ],
    "softmax": [("no_shift", "exponentiates without a shift", "Subtract the row's maximum first.")],
    "cross_entropy": [("sums", "sums over the batch", "The loss is the mean over the batch.")],
    "batch_norm_forward": [
        ("biased", "keeps the biased variance as running variance", "Use n / (n - 1)."),
    ],
}
PROPERTIES = [
    "values_on_a_small_case",
    "stride_leaves_a_remainder",
    "gradient_accumulates_where_windows_overlap",
    "padding_never_wins",
    "non_square_windows",
]
PICTURE = Picture(
    input=((0.5, -1.25, 2.0), (1.5, 0.25, -0.75), (-2.0, 1.0, 0.1)),
    yours=((0.31, -0.88), (1.2, 0.0)),
    expected=((2.01, -0.88), (1.2, -0.12)),
    difference=((-1.7, 0.0), (0.0, 0.12)),
)


def _assignment(
    key: str, title: str, exercises: list[tuple[str, str, int]], order: int
) -> Assignment:
    made = tuple(Exercise(n, t, p, handout=n.replace("_", "-")) for n, t, p in exercises)
    return Assignment(
        id=key,
        title=title,
        order=order,
        file="x.py",
        points=sum(e.points for e in made),
        summary="",
        hours=1,
        imports=(),
        exercises=made,
        root=Path("course"),
    )


COURSE = Course(
    root=Path("course"),
    assignments=(
        _assignment("a03_pooling", "Pooling", EXERCISES, 3),
        _assignment("a04_layers", "Layers", LAYERS, 4),
    ),
)


def _test(
    exercise: str, name: str, verdict: Verdict, rng: random.Random, hint: str | None
) -> TestResult:
    hidden = name != PROPERTIES[0] and name != PROPERTIES[2]
    if verdict is Verdict.PASSED:
        return TestResult(name=name, hidden=hidden, weight=1, verdict=verdict)
    message, rows, trace, picture, output = "", (), (), None, None
    if verdict is Verdict.FAILED:
        message = "2 of 25 values differ, the largest by 1.7 at (0, 0, 2, 2)"
        expected = None if hidden else "2.01"
        rows = tuple(
            ValueRow(at=f"(0, 0, {i}, {i})", yours=f"{rng.gauss(0, 1):.2f}", expected=expected)
            for i in range(2)
        )
        picture = PICTURE if not hidden else Picture(yours=PICTURE.yours, input=PICTURE.input)
        output = "shape (1, 1, 5, 5)\nwindow 0 0" if rng.random() < 0.4 else None
    elif verdict is Verdict.ERROR:
        message = "IndexError: index 5 is out of bounds for axis 3 with size 5"
        trace = (f"pooling.py, line 41, in {exercise}", "    dx[n, c, i, j] += grad[n, c]")
    elif verdict is Verdict.TIME_OUT:
        message = f"endless loop in {exercise}, stopped after 10 s"
    call = (
        None
        if hidden
        else f"{exercise}(grad_out (1, 1, 3, 3), x (1, 1, 5, 5), kernel_size=3, stride=1)"
    )
    return TestResult(
        name=name,
        hidden=hidden,
        weight=1,
        verdict=verdict,
        call=None if hidden else call,
        diagnosis=Diagnosis(
            step="values", message=message, rows=rows, trace=trace, picture=picture
        ),
        hint=hint if verdict is Verdict.FAILED else None,
        output=output,
    )


def _exercise(
    exercise: Exercise, assignment: str, skill: float, rng: random.Random
) -> ExerciseResult:
    draw = rng.random()
    verdict, wrong = Verdict.PASSED, 0
    if draw > skill:
        verdict = rng.choices(
            [
                Verdict.FAILED,
                Verdict.ERROR,
                Verdict.TIME_OUT,
                Verdict.NOT_ATTEMPTED,
                Verdict.FORBIDDEN_CALL,
            ],
            [10, 2, 0.4, 4 * (1 - skill), 0.4],
        )[0]
        wrong = 5 if verdict is not Verdict.FAILED else rng.randint(1, 5)
    mistake = None
    if verdict is Verdict.FAILED and exercise.name in BELIEFS and rng.random() < 0.8:
        name, belief, hint = BELIEFS[exercise.name][
            min(1, int(rng.random() * 1.4)) % len(BELIEFS[exercise.name])
        ]
        mistake = Misconception(mistake=name, belief=belief, hint=hint, tests=wrong)
    hint = mistake.hint if mistake else None
    failed = set(rng.sample(PROPERTIES, wrong))
    tests = tuple(
        _test(exercise.name, name, verdict if name in failed else Verdict.PASSED, rng, hint)
        for name in PROPERTIES
    )
    violations = ()
    if verdict is Verdict.FORBIDDEN_CALL:
        violations = (RuleViolation(file="x.py", line=14, message="calls numpy.convolve"),)
    return ExerciseResult(
        name=exercise.name,
        title=exercise.title,
        points=exercise.points,
        earned=exercise.points * (5 - wrong) / 5,
        verdict=verdict,
        passed=5 - wrong,
        total=5,
        tests=tests,
        misconception=mistake,
        violations=violations,
        handout=f"assignments/{assignment}/README.md#{exercise.handout}",
    )


def build_result(number: int, seed: int = 0, course: Course = COURSE) -> SubmissionResult:
    """One plausible submission."""
    rng = random.Random(f"{seed}-{number}")
    skill = min(0.98, max(0.05, rng.betavariate(4, 2)))
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    assignments = []
    for assignment in course.assignments:
        exercises = tuple(_exercise(e, assignment.id, skill, rng) for e in assignment.exercises)
        assignments.append(
            AssignmentResult(
                id=assignment.id,
                title=assignment.title,
                points=assignment.points,
                earned=sum(e.earned for e in exercises),
                exercises=exercises,
            )
        )
    raw = sum(a.earned for a in assignments)
    days = rng.choice([1, 2, 3]) if rng.random() < 0.1 else 0
    late = Lateness(days=days, factor=1 - days / 10, rule="10 % a day") if days else None
    return SubmissionResult(
        id=f"s{number:04d}",
        student=Student(
            id=f"s{number:04d}",
            name=name,
            email=f"s{number:04d}@example.org",
            username=f"user{number}",
        ),
        in_roster=True,
        origin=f"s{number:04d}.zip",
        submitted_at="2026-03-01T18:20:00Z",
        points=sum(a.points for a in assignments),
        raw=raw,
        earned=raw * late.factor if late else raw,
        late=late,
        assignments=tuple(assignments),
        notes=("pool.py was taken as pooling.py",) if number % 9 == 4 else (),
        versions={"python": "3.11.7", "numpy": "2.1.0"},
        timing={"total": rng.lognormvariate(0.5, 0.7)},
    )


RUN = RunInfo(
    title="Convolutional networks",
    isolation="namespaces",
    date="2026-03-01 18:20 UTC",
    jobs=2,
    seconds=131.0,
)


def build_class(size: int, run: RunInfo = RUN) -> ClassSummary:
    """A class of `size`, summarised."""
    return class_summary((summarise(build_result(i)) for i in range(size)), COURSE, run)


@pytest.fixture
def course() -> Course:
    """Two assignments, thirteen exercises."""
    return COURSE


@pytest.fixture
def run_info() -> RunInfo:
    """A run in which nothing went wrong."""
    return RUN


@pytest.fixture
def make_result() -> Callable[..., SubmissionResult]:
    """`make_result(number)`: one seeded submission."""
    return build_result


@pytest.fixture
def make_class() -> Callable[..., ClassSummary]:
    """`make_class(size, run=...)`: a summarised class."""
    return build_class
