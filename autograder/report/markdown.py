"""One student's feedback as Markdown for GitHub. All text but ours is escaped."""

from __future__ import annotations

from autograder.report.clean import code_fence, code_span, markdown_escape
from autograder.report.speed import SpeedView
from autograder.report.view import AssignmentView, ExerciseView, Failure, SubmissionView


def student_markdown(student: SubmissionView) -> str:
    """The whole page."""
    titles = ", ".join(markdown_escape(a.title) for a in student.assignments)
    lines = [f"# {markdown_escape(student.name)}", "", titles, "", f"**{student.score} points**"]
    if student.lateness:
        lines += ["", markdown_escape(student.lateness)]
    if student.fault is not None:
        lines += ["", f"> **This mark is not final.** {markdown_escape(student.fault)}"]
    if student.notes:
        lines += ["", *(f"- {markdown_escape(note)}" for note in student.notes)]
    lines += ["", f"**Next:** {markdown_escape(student.next_step)}"]
    for assignment in student.assignments:
        lines += ["", *_assignment(assignment)]
    return "\n".join(lines) + "\n"


def _assignment(assignment: AssignmentView) -> list[str]:
    lines = [f"## {markdown_escape(assignment.title)}: {assignment.score} points", ""]
    lines += ["| | exercise | points | |", "|---|---|---:|---|"]
    for exercise in assignment.exercises:
        cells = (exercise.look.symbol, exercise.name, exercise.score, exercise.state)
        lines.append("| " + " | ".join(markdown_escape(cell) for cell in cells) + " |")
    if assignment.output:
        lines += ["", "Printed while the file was imported:", "", code_fence(assignment.output)]
    for exercise in assignment.timed:
        if exercise.speed is not None:
            lines += ["", *_speed(exercise.name, exercise.speed)]
    for exercise in assignment.where("open"):
        lines += ["", *_exercise(exercise)]
    new = assignment.where("not_attempted")
    if new:
        lines += ["", "### Not attempted yet", "", ", ".join(code_span(e.name) for e in new)]
    return lines


def _speed(name: str, speed: SpeedView) -> list[str]:
    lines = [f"### Speed of {markdown_escape(name)}: {speed.score}", "", f"{speed.rule}"]
    if speed.message:
        lines += ["", markdown_escape(speed.message)]
    if speed.sizes:
        lines += ["", "| size | your code | share |", "|---|---|---:|"]
    for size in speed.sizes:
        sure = f" ({size.interval})" if size.interval else ""
        cells = (size.label, size.words + sure, size.share)
        lines.append("| " + " | ".join(markdown_escape(cell) for cell in cells) + " |")
    return lines


def _exercise(exercise: ExerciseView) -> list[str]:
    lines = [f"### {markdown_escape(exercise.name)}: {exercise.score}", ""]
    lines.append(markdown_escape(exercise.state or exercise.title))
    if exercise.same_as:
        lines += ["", f"The same reason as for {markdown_escape(exercise.same_as)}, above."]
    lines += reasons(exercise)
    if exercise.handout:
        lines += ["", f"Handout: {code_span(exercise.handout)}"]
    return lines


def reasons(exercise: ExerciseView) -> list[str]:
    """Why points are missing: rules that were broken, the hint, each failure."""
    lines = [""] if exercise.violations else []
    for found in exercise.violations:
        where = code_span(f"{found.file}:{found.line}")
        lines.append(f"- {where} {markdown_escape(found.message)}")
    if exercise.hint:
        lines += ["", f"**Hint:** {markdown_escape(exercise.hint)}"]
    for failure in exercise.failures:
        lines += ["", *_failure(failure)]
    return lines


def _failure(failure: Failure) -> list[str]:
    lines = [f"#### {markdown_escape(failure.names[0])}"]
    if len(failure.names) > 1:
        others = ", ".join(code_span(name) for name in failure.names[1:])
        lines += ["", f"and for the same reason {others}"]
    if failure.call:
        lines += ["", code_fence(failure.call)]
    lines += ["", code_fence(failure.message)]
    if failure.rows:
        lines += ["", *_rows(failure)]
    if failure.trace:
        lines += ["", code_fence(failure.trace)]
    if failure.hint:
        lines += ["", f"**Hint:** {markdown_escape(failure.hint)}"]
    if failure.output:
        lines += ["", "Printed by your code:", "", code_fence(failure.output)]
    return lines


def _rows(failure: Failure) -> list[str]:
    both = failure.shows_expected
    lines = ["| at | yours | expected |", "|---|---:|---:|"] if both else []
    lines = lines or ["| at | yours |", "|---|---:|"]
    for row in failure.rows:
        cells = (row.at, row.yours, row.expected or "") if both else (row.at, row.yours)
        lines.append("| " + " | ".join(markdown_escape(cell) for cell in cells) + " |")
    return lines
