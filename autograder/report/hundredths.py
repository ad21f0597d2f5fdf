"""Points as whole hundredths, for platforms that add up exercises and want no fractions."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.results import ExerciseResult, SubmissionResult


@dataclass(frozen=True)
class Share:
    """One exercise's part of the mark, in hundredths of a point."""

    assignment: str
    exercise: ExerciseResult
    earned: int
    points: int


def shares(result: SubmissionResult) -> list[Share]:
    """Every exercise, in order; `earned` adds up to the mark, lateness included, to a hundredth.

    What rounding leaves over goes to the largest fractions. Only a full mark is shown as full.
    """
    factor = result.earned / result.raw if result.raw > 0 else 1.0
    rows = [(a.id, e, e.earned * factor * 100) for a in result.assignments for e in a.exercises]
    points = [round(e.points * 100) for _, e, _ in rows]
    exact = [value for _, _, value in rows]
    whole = [min(int(value + 1e-6), most) for value, most in zip(exact, points, strict=True)]
    left = round(sum(exact)) - sum(whole)
    order = sorted(range(len(rows)), key=lambda i: (whole[i] - exact[i], i))
    for i in order[: max(left, 0)]:
        if whole[i] + 1 < points[i]:
            whole[i] += 1
    return [
        Share(assignment, exercise, earned, most)
        for (assignment, exercise, _), earned, most in zip(rows, whole, points, strict=True)
    ]
