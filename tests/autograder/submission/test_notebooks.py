from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.submission.notebooks import to_python
from autograder.submission.syntax import parse

PYTHON = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}


def notebook(*cells: str, metadata: dict[str, Any] | None = None) -> bytes:
    book = nbformat.v4.new_notebook(metadata=PYTHON if metadata is None else metadata)
    book.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    book.cells.insert(1, nbformat.v4.new_markdown_cell("# A title\n%not magic"))
    return nbformat.writes(book).encode()


def convert(data: bytes) -> tuple[str, str]:
    source, notes = to_python(data, "convolution.ipynb")
    return source.decode(), " ".join(notes)


def run(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(source, "cells", "exec"), names)
    return names


def test_code_cells_are_joined_in_order() -> None:
    source, notes = convert(notebook("a = 1", "b = a + 1"))
    assert run(source)["b"] == 2
    assert "title" not in source
    assert "in order" in notes


def test_magics_become_comments_and_lines_keep_their_places() -> None:
    cell = "%matplotlib inline\n!pip install \\\n  timm\nx = 5\nif x:\n    %time x\nx?\ny = x"
    source, notes = convert(notebook(cell))
    assert run(source)["y"] == 5
    assert source.splitlines()[1:9][3] == "x = 5"
    assert "%matplotlib inline" in notes


def test_what_only_looks_like_a_magic_stays() -> None:
    cell = 'x = (17\n     % 5)\ntext = """\n%d items\n!\nwhy?\n"""'
    source, notes = convert(notebook(cell))
    names = run(source)
    assert names["x"] == 2
    assert names["text"] == "\n%d items\n!\nwhy?\n"
    assert "left out" not in notes


def test_a_timed_cell_keeps_its_body_and_a_shell_cell_goes() -> None:
    source, notes = convert(notebook("%%time\nx = 3", "%%bash\nrm -rf /\nx = 4"))
    assert run(source)["x"] == 3
    assert "code cell 2" in notes
    assert "%%bash" in notes


def test_a_syntax_error_of_the_student_stays() -> None:
    source, _ = convert(notebook("def f(:\n    pass", "%time f()\ny = 1"))
    assert "def f(:" in source
    assert "# %time f()" in source


def test_version_3_is_read() -> None:
    cell = nbformat.v3.new_code_cell(input="x = 7", language="python")
    sheet = nbformat.v3.new_worksheet(cells=[cell])
    data = json.dumps(nbformat.v3.new_notebook(worksheets=[sheet])).encode()
    assert run(convert(data)[0])["x"] == 7


@pytest.mark.parametrize(
    "metadata", [{"kernelspec": {"language": "R"}}, {"language_info": {"name": "julia"}}]
)
def test_another_language_is_refused_by_name(metadata: dict[str, Any]) -> None:
    metadata.get("kernelspec", {}).update(name="x", display_name="x")
    with pytest.raises(SubmissionError, match=r"'r'|'julia'"):
        convert(notebook("x <- 1", metadata=metadata))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        b"[1, 2]",
        b"{}",
        b'{"cells": 3}',
        b"[" * 100_000,
        b'{"cells": []}',
        b'{"worksheets": 1}',
        b"\xff\xfe\xfd",
    ],
)
def test_what_is_no_notebook_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(SubmissionError, match=r"convolution\.ipynb"):
        convert(data)


def test_many_magics_take_no_long_time() -> None:
    source, _ = convert(notebook("\n".join(["%time 1"] * 5000 + ["x = 1"])))
    assert run(source)["x"] == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["cells", "worksheets", "metadata", "nbformat"]),
        st.lists(
            st.dictionaries(
                st.sampled_from(["cell_type", "source", "input", "cells", "language"]),
                json_values | st.just("code"),
            ),
            max_size=3,
        )
        | json_values,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_json_gives_source_or_a_sentence(book: dict[str, Any]) -> None:
    try:
        source, _ = to_python(json.dumps(book).encode(), "x.ipynb")
    except SubmissionError:
        return
    assert isinstance(source.decode("utf-8"), str)


@given(st.text(alphabet="x =%!?\\\n()'#\"1", max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_cell_that_is_python_is_never_changed(cell: str) -> None:
    if parse(cell + "\n") is None:
        return
    if not cell.lstrip().startswith("%%"):
        assert f"# cell 1\n{cell}" in convert(notebook(cell))[0]


def test_future_imports_of_any_cell_move_to_the_top() -> None:
    first = "import math"
    later = "from __future__ import annotations\nx: Undefined = 1"
    source, _ = convert(notebook(first, later, later))
    assert run(source)["x"] == 1
    assert source.splitlines()[0] == "from __future__ import annotations"


def test_a_future_import_inside_a_text_stays() -> None:
    cell = 'text = """\nfrom __future__ import annotations\n"""'
    source, _ = convert(notebook(cell))
    assert run(source)["text"] == "\nfrom __future__ import annotations\n"


SETUP = """\
try:
    from autograder.notebook import check
except ImportError:
    %pip install --quiet "../cnn_course-0.1.0-py3-none-any.whl"
    from autograder.notebook import check"""


def test_the_courses_own_tools_are_not_there_behind_the_wall() -> None:
    test = 'earned("relu")\nfrom autograder.notebook.marking import hidden\nhidden("relu")'
    cells = [SETUP, "x = 1\ncheck('relu')\ny = 2", test]
    source, notes = convert(notebook(*cells))
    names = run(source)
    assert (names["x"], names["y"]) == (1, 2)
    assert "left out" not in notes


def test_a_function_of_the_students_own_called_check_is_called() -> None:
    source, _ = convert(notebook("seen = []\ndef check(a, b):\n    seen.append(a)\ncheck(3, 4)"))
    assert run(source)["seen"] == [3]


def test_another_module_of_the_grader_is_left_for_the_rules_to_forbid() -> None:
    source, _ = convert(notebook("from autograder.grading import suite\nimport autograder"))
    assert "\nfrom autograder.grading import suite\nimport autograder" in source


def test_a_cell_that_is_marked_is_not_graded() -> None:
    source, notes = convert(notebook("x = 1", "# Not graded: my plots\nimport matplotlib\nx = 2"))
    assert run(source)["x"] == 1
    assert "left out" not in notes


def test_what_two_cells_define_is_named() -> None:
    source, notes = convert(notebook("def f(): return 1", "y = 0", "def f(): return 2"))
    assert run(source)["f"]() == 2
    assert "defines f in code cells 1, 3: the last counts." in notes


def test_a_deleted_cell_is_named(tree, read_one) -> None:
    submission = read_one(tree({"convolution.ipynb": notebook("def pad(x): return x")}))
    assert "convolution.ipynb does not define conv1d: was a cell deleted?" in submission.notes
    submission = read_one(tree({"convolution.ipynb": notebook("conv1d = pad = len")}))
    assert not any("does not define" in note for note in submission.notes)
