"""The course's own steps inside nbgrader, and that other notebooks are nbgrader's as before."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import ClearSolutions, Execute, OverwriteCells
from traitlets.config import Config

from autograder.notebook.nbgrader_course import (
    BehindTheWall,
    ClearReference,
    ForgetStrangeCells,
    configure,
)

SOLUTION = {"schema_version": 3, "solution": True, "grade": False, "locked": False}


def cleared(step, source: str) -> str:
    cell = new_code_cell(source, metadata={"nbgrader": SOLUTION | {"grade_id": "x"}})
    step().preprocess(new_notebook(cells=[cell]), {})
    return cell.source


def test_the_configuration_changes_three_steps_and_no_other():
    config = Config()
    configure(config)
    ours = {BehindTheWall, ClearReference, ForgetStrangeCells}
    for kind, name in (
        (GenerateAssignment, "preprocessors"),
        (Autograde, "sanitize_preprocessors"),
        (Autograde, "autograde_preprocessors"),
    ):
        stock = list(kind.class_traits()[name].default())
        mine = getattr(config[kind.__name__], name)
        assert [s for s in mine if s not in ours] == [
            s for s in stock if s not in (Execute, ClearSolutions)
        ]
        assert ours & set(mine)
    cleaning = config.Autograde.sanitize_preprocessors
    assert cleaning[cleaning.index(OverwriteCells) + 1] is ForgetStrangeCells


def test_a_marker_says_what_is_left_in_its_place():
    source = "def f():\n    ### BEGIN SOLUTION raise NotImplementedError('f')\n    return 1\n"
    source = "### BEGIN SOLUTION -\nimport os\n### END SOLUTION\n\n\n" + source
    source += "    ### END SOLUTION"
    assert cleared(ClearReference, source) == "def f():\n    raise NotImplementedError('f')"


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n",
        "### BEGIN SOLUTION\nx = 1\n### END SOLUTION",
        "x = 1",
    ],
)
def test_cells_of_other_notebooks_are_cleared_as_nbgrader_clears_them(source):
    assert cleared(ClearReference, source) == cleared(ClearSolutions, source)


def test_a_region_that_is_not_closed_is_refused():
    with pytest.raises(RuntimeError, match="not closed"):
        cleared(ClearReference, "### BEGIN SOLUTION -\nsecret = 1")


@pytest.mark.parametrize("about", [{}, {"grade": True}, {"grade_id": ""}, [], "x", None])
def test_metadata_without_an_id_is_dropped(about):
    cells = [new_code_cell("x = 1"), new_markdown_cell("y")]
    for cell in cells:
        cell.metadata["nbgrader"] = about
    cells[1].metadata["nbgrader"] = {"grade_id": "kept"}
    ForgetStrangeCells().preprocess(new_notebook(cells=cells), {})
    assert "nbgrader" not in cells[0].metadata
    assert cells[1].metadata["nbgrader"] == {"grade_id": "kept"}
