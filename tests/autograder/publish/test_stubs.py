"""Stubs: what stays is the reference's, byte for byte; what goes leaves no trace."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from autograder.errors import CourseError


def test_body_is_cut_after_docstring_and_your_turn(stub, raised_by):
    source = '''
        def f(x):  # a remark
            """Double.

            x: (n,)
            """
            # Your turn: think of addition,
            # not of multiplication.

            # the trick: add
            y = x  + x

            return y
            # and done
    '''
    expected = textwrap.dedent('''
        def f(x):  # a remark
            """Double.

            x: (n,)
            """
            # Your turn: think of addition,
            # not of multiplication.

            raise NotImplementedError("f")
    ''').lstrip("\n")
    assert stub(source, "f") == expected
    assert raised_by(expected, "f(1)") == "f"


def test_given_blocks_stay_byte_for_byte_where_they_stand(stub, raised_by):
    source = '''
        def f(x):
            """Double."""
            # Your turn: add.
            # given
            n,m  = x   # "# end given" in a comment's text is none
            s = """
        # end given
            """
            # end given
            y = n + m
            z = y
            # given
            return z
            # end given
    '''
    result = stub(source, "f")
    assert '    n,m  = x   # "# end given" in a comment\'s text is none\n' in result
    assert "y = n + m" not in result and "z = y" not in result
    # what the student writes stands between what is given before and after
    order = [result.index(part) for part in ("n,m", "raise NotImplementedError", "return z")]
    assert order == sorted(order)
    assert raised_by(result, "f((1, 2))") == "f"


def test_helpers_go_with_blank_lines_comments_and_their_own_constants(stub):
    source = '''
        """Module."""

        import numpy as np

        SIZE = 3
        # how many
        _COUNT = 2
        _DOUBLE = 2 * _COUNT
        UNUSED = 7


        # A helper of f.
        @staticmethod
        def _helper(x):
            """Use constants."""
            return x + _DOUBLE
            # trailing


        def f(x):
            """Use a constant and a helper."""
            return _helper(x) + SIZE


        class Internal:
            """Not for students."""
    '''
    assert stub(source, "f") == textwrap.dedent('''
        """Module."""

        import numpy as np

        SIZE = 3
        UNUSED = 7


        def f(x):
            """Use a constant and a helper."""
            raise NotImplementedError("f")
    ''').lstrip("\n")


def test_given_definitions_and_imports_at_module_level_stay(stub):
    source = '''
        # given
        import math

        def pair(value):
            return (value, value)
        # end given

        def f(x):
            """Pair."""
            return pair(x)
    '''
    result = stub(source, "f")
    assert "import math" in result
    assert "    return (value, value)\n# end given" in result


def test_imports_that_nothing_uses_any_more_go_but_numpy(stub):
    source = '''
        from __future__ import annotations

        import math
        import os.path
        from collections.abc import Callable, Iterable, Sequence  # kept
        from typing import (
            Any,
            Literal,
            Self,
        )

        import numpy as np
        import torch.nn.functional as F
        from star import *


        def f(x: Iterable[Any], path=os.path.sep):
            """Use math."""
            return math.floor(F.relu(x))
    '''
    head = stub(source, "f").partition("\n\n\ndef")[0]
    assert head == textwrap.dedent("""
        from __future__ import annotations

        import os.path
        from collections.abc import Iterable  # kept
        from typing import (
            Any,
        )

        import numpy as np
        from star import *
    """).strip("\n")


def test_methods_are_cut_and_named_by_their_class(stub, raised_by):
    source = '''
        class Layer(dict):
            """A layer."""

            size: int = 3  # stays

            def __init__(self, size):
                # Your turn: keep it.
                # given
                super().__init__()
                # end given
                self.size = size

            @property
            def area(self):
                """Square."""
                return self._square(self.size)

            def _square(self, n):
                return n * n

            def name(self):
                """Whole body given."""
                # given
                return "layer"
                # end given

            class Inner:
                """Nested."""

                def act(self):
                    """Act."""
                    return 1
    '''
    result = stub(source, "Layer")
    assert "size: int = 3  # stays" in result
    assert "_square" not in result and "n * n" not in result
    assert "# Your turn: keep it." in result
    assert raised_by(result, "Layer(1)") == "Layer.__init__"
    assert raised_by(result, "Layer.area.fget(None)") == "Layer.area"
    assert raised_by(result, "Layer.Inner().act()") == "Layer.Inner.act"
    space: dict[str, object] = {"__name__": "pooling"}
    exec(result, space)
    assert eval("Layer.name(None)", space) == "layer"


def test_nested_functions_decorators_and_long_strings_are_cut_whole(stub, raised_by):
    source = '''
        import functools


        @functools.cache
        def f(x):
            """Nest."""

            @functools.cache
            def inner(y):
                return y

            text = """
        def g():
            # Your turn: not a comment
            """
            return inner(x), text


        def g(x):
            """One line."""
            return x
    '''
    result = stub(source, "f", "g")
    assert "inner" not in result and "not a comment" not in result
    assert "@functools.cache\ndef f" in result
    assert raised_by(result, "f(1)") == "f"
    assert raised_by(result, "g(1)") == "g"


def test_form_feed_and_umlauts_do_not_shift_lines(stub):
    source = 'def f(ü):\n    """Größe.\x0c\u2028"""\n    # Your turn: é.\n    return ü\n\n\nß = 1\n'
    assert stub(source, "f", dedent=False) == source.replace(
        "return ü", 'raise NotImplementedError("f")'
    )


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("def g():\n    'Doc.'\n    return 1\n", None, "no such function"),
        ("f = len\n", None, "no such function"),
        ("def f():\n    return 1\n", 1, "docstring"),
        ("class f:\n    def act(self):\n        return 1\n", 1, "docstring"),
        ("class f:\n    'D.'\n\n    def act(self):\n        return 1\n", 4, "f.act"),
        ("def f():\n    'Doc.'\n    # given\n    return 1\n", 3, "without"),
        ("def f():\n    'Doc.'\n    # end given\n    return 1\n", 3, "without"),
        ("# given\n# given\n# end given\n", 2, "line 1"),
        ("def f():\n    'D.'\n    # given\n    return 1\n    # end given\n", 1, "nothing to do"),
        ("def f():\n    'Only a docstring.'\n", 1, "nothing to do"),
        ("class f:\n    'No method.'\n", 1, "nothing to do"),
        ("def f():\n    'Doc.'; return 1\n", 2, "lines of its own"),
        ("def f(): 'Doc.'; return 1\n", 1, "lines of its own"),
        (
            "def f():\n    'D.'\n    if 1:\n        # given\n        x = 1\n        # end given\n",
            4,
            "whole statements",
        ),
        ("def f(:\n", 1, "not Python"),
        ("def f():\r\n    'D.'\r\n    return 1\r\n", 1, "carriage return"),
        ("def _h():\n    pass\n\n\nX = _h()\n\n\ndef f():\n    'D.'\n    return X\n", 5, "_h"),
        ("def _h(): ...\n\n\ndef f(x=_h):\n    'D.'\n    return 1\n", 4, "_h"),
        (
            "class f:\n    'D.'\n\n    def __init__(self):\n        # given\n        self._m()\n"
            "        # end given\n        self.x = 1\n\n    def _m(self):\n        pass\n",
            6,
            "_m",
        ),
    ],
)
def test_what_cannot_become_a_stub_is_refused_with_its_line(stub, source, line, words):
    with pytest.raises(CourseError, match=words) as caught:
        stub(source, "f")
    assert caught.value.line == line
    assert caught.value.path == Path("solutions/a03_pooling/pooling.py")
