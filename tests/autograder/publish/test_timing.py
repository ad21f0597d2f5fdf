"""The end of a handout says how fast the reference is, and its figures show it."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from timings import make_document

from autograder.publish import build, check, timing_figure, timing_section
from autograder.publish.handout import make_handout
from autograder.timing.records import FILE, keep

SVG = "{http://www.w3.org/2000/svg}"


def of(assignment, device="cpu", **changes):
    """A run whose first exercise belongs to the assignment."""
    found = make_document()
    own = replace(found.exercises[0], assignment=assignment.id, exercise="window_maximum")
    return replace(found, device=device, exercises=(own,), **changes)


@pytest.fixture
def course(workshop):
    build(workshop.course)  # figures that the handout links to
    return workshop.course


@pytest.fixture
def assignment(course):
    return course.assignments[0]


def test_assignment_that_was_never_timed_says_nothing(assignment):
    assert timing_section.section(assignment) == ""
    assert timing_section.figures(assignment) == {}
    assert timing_section.TITLE not in make_handout(assignment)


def test_handout_ends_with_figures_device_versions_and_date(assignment):
    keep(assignment, of(assignment))
    page = make_handout(assignment)
    section = page[page.index(f"## {timing_section.TITLE}") :]
    assert page.endswith("Not measured on a GPU.\n")
    for words in (
        "(figures/timing_window_maximum.svg)",
        "CPU: A processor, 2 threads; python 3.12.1, numpy 2.4.0; 2026-05-04",
        "| `window_maximum` | 1,000 | 10.0 µs | 10 % | 0.50x torchvision nms |",
    ):
        assert words in section


def test_what_cannot_run_on_a_gpu_says_why_it_was_not_measured_there(assignment):
    found = of(assignment)
    own = replace(found.exercises[0], devices=("cpu",))
    keep(assignment, replace(found, exercises=(own,)))
    assert "Not measured on a GPU. The reference is NumPy's" in make_handout(assignment)


def test_both_devices_stand_side_by_side(assignment):
    keep(assignment, of(assignment))
    keep(assignment, of(assignment, "cuda", name="Some GPU", driver="570.1"))
    page = make_handout(assignment)
    assert "Not measured" not in page
    assert "GPU: Some GPU, driver 570.1" in page and "| 1,000, GPU |" in page
    (drawn,) = timing_section.figures(assignment).values()
    texts = [element.text for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    assert "CPU: A processor, 2 threads" in texts and "GPU: Some GPU" in texts


def test_building_draws_the_figures_and_the_same_ones_again(course, assignment):
    figure = assignment.student_dir / "figures" / "timing_window_maximum.svg"
    keep(assignment, of(assignment))
    assert any("timing_window_maximum.svg is missing" in text for text in check(course))
    assert figure in build(course)
    assert check(course) == [] and build(course) == []
    (assignment.solution_dir / FILE).unlink()
    assert any("timing_window_maximum.svg has no source" in text for text in check(course))
    build(course)
    assert not figure.exists()


def test_figure_names_every_curve_and_every_size():
    bench = make_document()
    root = ElementTree.fromstring(timing_figure.draw([(bench, bench.exercises[0])]))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    for words in ("the reference", "torchvision nms", "floor", "100", "1,000", "nms"):
        assert texts.count(words) == 1
    description = root.findtext(f"{SVG}desc") or ""
    assert "1,000: reference 10.0 µs, torchvision nms 20.0 µs, floor 1.00 µs." in description


def positions(root):
    """Text -> (x, y)."""
    return {e.text: (float(e.get("x")), float(e.get("y"))) for e in root.iter(f"{SVG}text")}


def test_slower_stands_higher_and_larger_further_right():
    bench = make_document()
    root = ElementTree.fromstring(timing_figure.draw([(bench, bench.exercises[0])]))
    at = positions(root)
    assert at["torchvision nms"][1] < at["the reference"][1] < at["floor"][1]
    assert at["100"][0] < at["1,000"][0]


def test_names_and_sizes_never_overlap():
    bench = make_document()
    timing = bench.exercises[0]
    close = [
        replace(row, size=f"{k} x 64 x 56 x 56", operations=1e9 + k, peers=(row.peers[0],) * 3)
        for k, row in enumerate(timing.rows * 2)
    ]
    at = timing_figure.draw([(bench, replace(timing, rows=tuple(close)))])
    root = ElementTree.fromstring(at)
    ends = sorted(
        float(e.get("y")) for e in root.iter(f"{SVG}text") if e.get("text-anchor") == "start"
    )
    assert all(b - a >= timing_figure.LABEL_GAP - 1e-6 for a, b in pairwise(ends))
    sizes = [positions(root)[row.size] for row in close]
    assert len(set(sizes)) == len(sizes)


def test_a_single_size_is_drawn_too():
    bench = make_document()
    root = ElementTree.fromstring(timing_figure.draw([(bench, bench.exercises[1])]))
    assert root.find(f"{SVG}circle") is not None
