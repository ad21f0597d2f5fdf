"""What a new exercise begins with. Each text says itself what its author must put there.

Nothing here can earn a point: the reference and the variants raise NotImplementedError, and the
tests fail, until they are written.
"""

from __future__ import annotations

from dataclasses import dataclass

MANIFEST = """\
title = "{title}"
order = {order}
file = "{file}"
points = 0
hours = 1
summary = "Say in one sentence what a student builds."
imports = ["numpy"]
"""

EXERCISE = """
[[exercise]]
name = "{name}"
title = "{title}"
points = {points:g}
handout = "{anchor}"
"""

REFERENCE = '''\
"""{title}: say in one sentence what this file holds."""

from __future__ import annotations

import numpy as np
'''

FUNCTION = '''

def {name}(x: {array}) -> {array}:
    """Say in one sentence what it does.

    x: say what it is, dtype (batch, channels, height, width)
    returns: say what it is, dtype (batch, channels, height, width)

    Say what is agreed on: borders, ties, rounding.
    Raises ValueError where (say when).
    Source: paper, section, equation.
    """
    # Your turn: say in one sentence what is left to do.
    raise NotImplementedError("the reference of {name} is not written yet")
'''

CLASS = '''

class {name}:
    """Say in one sentence what it is.

    x: say what it is, dtype (batch, channels, height, width)
    returns: say what it is, dtype (batch, channels, height, width)

    Say what is agreed on: names of attributes, borders, ties, rounding.
    Source: paper, section, equation.
    """

    def __call__(self, x: {array}) -> {array}:
        """Say in one sentence what a call does."""
        # Your turn: say in one sentence what is left to do.
        raise NotImplementedError("the reference of {name} is not written yet")
'''

HANDOUT = """\
# {title}

Say in two or three sentences what this assignment builds, and what for.

**When you are done** you can (say what a student can predict, derive or explain).

## How to work

1. Open `{file}`. Each docstring says what goes in and what comes out, shapes first. The comment
   `# Your turn` says what is left to do.
2. Replace each `raise NotImplementedError(...)` with your code.
3. Run `autograder check {assignment}`, or plain `pytest tests/{assignment}`.

<!-- exercises -->

## Out of scope

Say what is left to other assignments.

## Sources

* Author, *Title*, year, where in it. What it is the source of.
"""

SECTION = """\
## {title}

Say the idea in plain words, then as a formula, then with numbers that can be checked by hand.

**Your task:** `{name}`.

**A typical slip:** say what often goes wrong, without giving the answer away.

"""

PUBLIC = '''\
"""Public tests: {title}."""

from __future__ import annotations

{imports}
from autograder.feedback import expect


@pytest.mark.exercise("{name}")
def test_{snake}_worked_example(student):
    """Say in one line what holds; name the test after it."""
    x = {counting}
    result = {call}
    expect(result).satisfies(False, "This test is not written yet: compare with literal numbers.")
'''

HIDDEN = '''\
"""Hidden tests: {title}."""

from __future__ import annotations

{random_imports}
from autograder.feedback import expect


@pytest.mark.exercise("{name}")
def test_{snake}_agrees_with_an_oracle(student, rng):
    """Say in one line what holds; name the test after it."""
    x = {random}
    result = {call}
    expect(result).satisfies(False, "This test is not written yet: compare with an oracle.")
'''

TWICE = '''

@pytest.mark.exercise("{name}")
def test_{snake}_gives_the_same_again(student, probes, rng):
    """Nothing is left over from an earlier call."""
    x = {random}
    first, second = student.run(probes.twice, student.{name}, x)
    expect(second).close_to(first)
'''

PROBES = '''\
"""Small functions that run beside the submission's code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def twice(function: Callable[..., Any], *args: Any) -> tuple[Any, Any]:
    """Call `function` twice with the same arguments; give both results."""
    return function(*args), function(*args)
'''

MISTAKE = """\
exercise = "{name}"
belief = "says what somebody believes, to go on after '31 %'"
hint = "Say what is wrong in the student's code, and what is true instead."
must_fail = ("{snake}_worked_example",)


{variant}
"""

ACCEPTED = '''\
"""Say what is unusual about this right solution: loops, another library call, another order."""


{variant}
'''

FUNCTION_VARIANT = """\
def {name}(x):
    raise NotImplementedError"""

CLASS_VARIANT = """\
class {name}({name}):
    def __call__(self, x):
        raise NotImplementedError"""


@dataclass(frozen=True)
class Library:
    """How templates write arrays.

    Attributes:
        imports: lines of a suite that counts.
        counting: a small input with different numbers everywhere.
        random_imports: lines of a suite that draws numbers.
        random: an input of random numbers, no two axes of one length.
    """

    imports: str
    counting: str
    random_imports: str
    random: str


NUMPY = Library(
    imports="import numpy as np\nimport pytest\n",
    counting="np.arange(12.0).reshape(1, 1, 3, 4)",
    random_imports="import pytest\n",
    random="rng.standard_normal((2, 3, 5, 7))",
)
TORCH = Library(
    imports="import pytest\nimport torch\n",
    counting="torch.arange(12.0).reshape(1, 1, 3, 4)",
    random_imports="import pytest\nimport torch\n",
    random="torch.from_numpy(rng.standard_normal((2, 3, 5, 7)))",
)
