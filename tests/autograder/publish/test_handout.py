"""Handouts: the table points at sections that exist, links lead somewhere, maths is closed."""

from __future__ import annotations

import pytest

from autograder.errors import CourseError
from autograder.publish.handout import anchor, anchors, draw, make_handout


def handout(workshop, text: str | None = None) -> str:
    if text is not None:
        workshop.write("handout.md", text)
    assignment = workshop.course.assignments[0]
    student = workshop.student
    generated = [student / "figures" / "window.svg", student / "pooling.py"]
    return make_handout(assignment, [*generated, workshop.root / "assignments" / "README.md"])


def with_line(line: str) -> str:
    """A good handout but for its seventh line."""
    return (
        "# Pooling\n\n<!-- exercises -->\n\n## The largest value\n\n"
        f"{line}\n\n## A layer called Pool\n"
    )


def refused(workshop, text: str) -> CourseError:
    with pytest.raises(CourseError) as caught:
        handout(workshop, text)
    assert caught.value.path == workshop.solution / "handout.md"
    return caught.value


def test_table_links_every_exercise_to_its_section(workshop):
    page = handout(workshop)
    assert "| [Largest value](#the-largest-value) | `window_maximum` | 4 |" in page
    assert "| [A layer](#a-layer-called-pool) | `Pool` | 6 |" in page
    assert "| **together** | | **10** |" in page
    assert "<!-- exercises -->" not in page


def test_all_else_stays_as_written_below_a_notice(workshop):
    written = (workshop.solution / "handout.md").read_text(encoding="utf-8")
    before, after = written.split("<!-- exercises -->")
    page = handout(workshop)
    notice, _, rest = page.partition("\n\n")
    assert notice.startswith("<!-- Generated") and notice.endswith("-->")
    assert "solutions/a03_pooling/handout.md" in notice
    assert rest.startswith(before) and page.endswith(after)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Output size", "output-size"),
        ("Conv2d: forward & backward!", "conv2d-forward--backward"),
        ("1x1 convolution", "1x1-convolution"),
        ("snake_case stays", "snake_case-stays"),
        ("Größe", "größe"),
    ],
)
def test_anchor_is_githubs(heading, expected):
    assert anchor(heading) == expected


def test_anchors_read_through_markup_and_number_repetitions():
    page = (
        "# The *one* `f(x)` [link](x)\n\n```sh\n# no heading\n```\n\nSetext\n---\n\n"
        "## Setext\n\n> ## Setext\n\n## Setext-1\n"
    )
    assert anchors(page) == ["the-one-fx-link", "setext", "setext-1", "setext-2", "setext-1-1"]


def test_exercise_without_section_is_refused_with_what_there_is(workshop):
    error = refused(workshop, "# Pooling\n\n<!-- exercises -->\n\n## The largest value\n")
    assert "Pool has handout = 'a-layer-called-pool'" in str(error)
    assert "pooling, the-largest-value" in str(error)


@pytest.mark.parametrize("count", [0, 2])
def test_place_for_the_table_must_be_there_once(workshop, count):
    text = "# Pooling\n\n" + "<!-- exercises -->\n\n" * count + "## The largest value\n"
    assert f"found {count}" in str(refused(workshop, text))


def test_missing_handout_is_refused(workshop):
    (workshop.solution / "handout.md").unlink()
    with pytest.raises(CourseError, match="missing: the handout"):
        handout(workshop)


@pytest.mark.parametrize(
    "line",
    [
        "See [there](#no-such-section).",
        "See [there](no_such_file.py).",
        "See [another](../a99_none/README.md#x).",
        "![Picture](figures/none.svg)",
        '<img src="figures/none.svg">',
        "By [reference][one].\n\n[one]: none.md",
        "See [the solution](../../solutions/a03_pooling/pooling.py).",
        "See [the tests](../../tests/a03_pooling/test_hidden.py).",
        "See [outside](../../../).",
    ],
)
def test_link_that_a_student_cannot_follow_is_refused_with_its_line(workshop, line):
    hidden = workshop.root / "tests" / "a03_pooling" / "test_hidden.py"
    hidden.parent.mkdir(parents=True)
    hidden.touch()
    assert refused(workshop, with_line(line)).line == 7 + 2 * line.startswith("By")


@pytest.mark.parametrize(
    "line",
    [
        "[On the net](https://example.org/none.md), [mail](mailto:a@example.org).",
        "[Here](#pooling), [the file](pooling.py), ![](figures/window.svg).",
        "[Public tests](../../tests/a03_pooling/test_public.py)",
        "`[no](link)` and $f[i](x)$ and ```$``` and \\$5",
        "A price of \\$5 and [a link](pooling.py) for \\$6.",
        "$`a_1`$ and $$b[i](j)$$ and `$` and $x = `y`$",
        "```math\n[a](b) $\n```",
        "> ```math\n> x\n> ```\n>\n> $x$",
        "| $a$ | $b$ |\n|---|---|\n| $c$ | \\$ |",
        "$$\na\nb\n$$",
    ],
)
def test_good_links_and_maths_pass(workshop, line):
    public = workshop.root / "tests" / "a03_pooling" / "test_public.py"
    public.parent.mkdir(parents=True)
    public.touch()
    assert line in handout(workshop, with_line(line))


@pytest.mark.parametrize(
    "line",
    [
        "Let $x be one.",
        "Let $$x$ be one.",
        "Let $$x be one.",
        "$$\na\n\nb\n$$",
        "It costs 5$ or `6$`.",
        "> Let $x be one.",
        "| $a | b |\n|---|---|\n| c | d |",
        "* Let $`x be one.",
    ],
)
def test_open_maths_is_refused_with_its_line(workshop, line):
    error = refused(workshop, with_line(line))
    assert error.line == 7
    assert "not closed" in str(error)


@pytest.mark.parametrize("line", ["```math\nx", "~~~\nx\n```", "> ```math\n> x", "````\nx\n```"])
def test_open_fence_is_refused_with_its_line(workshop, line):
    error = refused(workshop, with_line(line))
    assert error.line == 7
    assert "not closed" in str(error)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("def paint():\n    return ''\n", "KeyError"),
        ("def draw():\n    return 1 / 0\n", "ZeroDivisionError"),
        ("def draw():\n    return 5\n", "TypeError"),
        ("def draw():\n    return '<svg'\n", "ParseError"),
        ("def draw():\n    return '<html></html>'\n", "root element is html"),
        ("import none_such\n", "ModuleNotFoundError"),
    ],
)
def test_script_that_draws_no_svg_is_refused(tmp_path, script, words):
    path = tmp_path / "figure.py"
    path.write_text(script, encoding="utf-8")
    with pytest.raises(CourseError, match=words) as caught:
        draw(path)
    assert caught.value.path == path
