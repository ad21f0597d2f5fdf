"""Requests run on a submission's module: what comes back, and what is said of what it raised."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch

from autograder.errors import NotAttempted, StudentError, WireError
from autograder.sandbox import messages, wire
from autograder.sandbox.dispatcher import Dispatcher, describe
from autograder.sandbox.local import LocalBackend, load_module
from autograder.sandbox.messages import Answer, Request, decode_answer, encode_error
from autograder.sandbox.proxy import Student
from autograder.sandbox.wire import Ref


def module_of(source: str, name: str = "work") -> ModuleType:
    module = ModuleType(name)
    module.__file__ = f"/submission/{name}.py"
    exec(compile(source, module.__file__, "exec"), module.__dict__)
    return module


def student_of(source: str, probes: str = "") -> Student:
    return Student(LocalBackend(module_of(source), module_of(probes, "probes")))


def test_a_call_gives_a_copy_and_the_argument_stays_the_tests_own() -> None:
    student = student_of("def f(x):\n    x[0] = 5\n    return x")
    sent = np.zeros(3)
    came = student.f(sent)
    assert sent[0] == 0 and came[0] == 5 and not np.shares_memory(sent, came)


def test_arguments_that_were_changed_or_returned_are_named() -> None:
    source = """
def f(image, weight, *rest, scale=None):
    if scale is not None:
        scale *= 2
    rest[0][0] = 7
    return {"a": [image[:, ::-1]], "b": weight + 1}
"""
    student = student_of(source)
    one = np.ones((2, 2))
    student.f(one, one, one, scale=one)
    assert student.last_call.changed == ("rest", "scale")
    assert student.last_call.aliased == ("image",)


def test_a_change_of_shape_alone_is_a_change() -> None:
    student = student_of("def f(x):\n    x.shape = (4,)")
    student.f(np.ones((2, 2)))
    assert student.last_call.changed == ("x",)


def test_tensors_are_watched_as_arrays_are() -> None:
    student = student_of("def f(x, y):\n    x.add_(1)\n    return y.t(), x.clone()")
    student.f(torch.ones(2, 3), torch.ones(2, 3, dtype=torch.bfloat16))
    assert student.last_call.changed == ("x",)
    assert student.last_call.aliased == ("y",)


def test_an_empty_array_shares_nothing() -> None:
    student = student_of("def f(x):\n    return x")
    student.f(np.ones((0, 2)))
    student.f(torch.ones(0, 2))
    assert student.last_call.aliased == ()


def test_objects_stay_and_can_be_used_in_turn() -> None:
    source = """
class Layer:
    def __init__(self, size):
        self.size, self.inner = size, self
    def grow(self, by):
        self.size += by
        return self
    def __call__(self, x):
        return x * self.size
def join(a, layers):
    return a.size + sum(l.size for l in layers) + 100 * isinstance(a, Layer)
"""
    student = student_of(source, "def size_of(layer):\n    return layer.inner.size\n")
    layer = student.Layer(2)
    assert layer(3) == 6
    assert layer.inner.inner.grow(5)(1) == 7
    assert student.get(layer.inner.size) == 7
    assert student.join(layer, [layer, student.Layer(1)]) == 115

    def size_of() -> None:
        """Stands for the probe of that name."""

    assert student.run(size_of, layer) == 7


def test_handles_are_forgotten_between_tests() -> None:
    dispatcher = Dispatcher(module_of("class A: pass"))
    made = decode_answer(dispatcher.serve(Request(messages.CALL, Ref(0, ("A",))).encode())).value
    dispatcher.serve(Request(messages.CLEAR, Ref(0)).encode())
    assert len(dispatcher.objects) == 1
    with pytest.raises(IndexError):
        dispatcher.serve(Request(messages.GET, made).encode())


def test_a_local_exception_passes_through_for_the_debugger() -> None:
    with pytest.raises(ZeroDivisionError):
        student_of("def f():\n    return 1 / 0").f()


@pytest.mark.parametrize(
    ("source", "kind"),
    [("", "AttributeError"), ("f = 5", "TypeError"), ("def f(x, y): pass", "TypeError")],
    ids=["missing", "not-callable", "other-arguments"],
)
def test_what_could_not_be_called_is_the_submissions_fault(source: str, kind: str) -> None:
    with pytest.raises(StudentError) as caught:
        student_of(source).f(1)
    assert caught.value.kind == kind
    assert caught.value.trace == ()


def raised_by(source: str) -> StudentError:
    try:
        module_of(source).f()
    except BaseException as error:
        return describe(error, "/submission")
    raise AssertionError("nothing was raised")


def test_a_description_has_type_text_bases_and_own_lines() -> None:
    found = raised_by("import json\ndef f():\n    return g()\ndef g():\n    return json.loads('{')")
    assert found.kind == "JSONDecodeError"
    assert found.bases[:2] == ("JSONDecodeError", "ValueError")
    assert [line.split(": ")[0] for line in found.trace] == [
        "work.py, line 3, in f",
        "work.py, line 5, in g",
    ]
    assert found.function == "g"


def test_a_syntax_error_is_described_by_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "work.py"
    path.write_text("x = 1\ndef f(:\n    pass\n")
    with pytest.raises(SyntaxError) as caught:
        load_module(path)
    found = describe(caught.value, str(tmp_path))
    assert found.trace == ("work.py, line 2: def f(:",)
    assert "line 2" in found.message


HOSTILE = {
    "str raises": "class E(Exception):\n    def __str__(self): raise RuntimeError",
    "str recurses": "class E(Exception):\n    def __str__(self): return str(self)",
    "str is long": "class E(Exception):\n    def __str__(self): return 'x' * 10**7",
    "str is no string": "class E(Exception):\n    def __str__(self): return 5",
    "str is odd": (
        "class S(str):\n    def __getitem__(self, i): return 5\n"
        "class E(Exception):\n    def __str__(self): return S('x')"
    ),
    "name is long": "E = type('E' * 10**6, (Exception,), {})",
    "trace is long": "E = RecursionError",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_description_is_short_text_whatever_the_exception_does(source: str) -> None:
    body = "\ndef f(n=500):\n    if n: f(n - 1)\n    raise E()\n"
    data = encode_error(raised_by(source + body))
    with pytest.raises(StudentError) as caught:
        decode_answer(data)
    found = caught.value
    assert len(found.message) <= 4000 and len(found.kind) <= 200 and len(found.trace) <= 20


ANSWERS = {
    "no list": {"a": 1},
    "empty": [],
    "unknown word": ["hello", 1, [], []],
    "short": ["answer", 1, []],
    "long": ["answer", 1, [], [], []],
    "names as text": ["answer", 1, "ab", []],
    "names of numbers": ["answer", 1, [1], []],
    "very many names": ["answer", 1, ["x"] * 1000, []],
    "error with a number": ["raised", "E", 5, [], [], ""],
    "error of no kind": ["raised", None, "", [], [], ""],
    "error with a list": ["raised", "E", "", [], [], []],
    "error with bases as text": ["raised", "E", "", "Exception", [], ""],
    "a tuple": ("answer", 1, [], []),
}


@pytest.mark.parametrize("fields", ANSWERS.values(), ids=ANSWERS.keys())
def test_what_is_no_answer_is_refused(fields: Any) -> None:
    with pytest.raises(WireError):
        decode_answer(wire.encode(fields))


def test_texts_of_an_error_are_cut() -> None:
    long = "x" * 10**6
    with pytest.raises(StudentError) as caught:
        decode_answer(wire.encode(["raised", long, long, [long], [long] * 60, long]))
    found = caught.value
    texts = [found.kind, found.message, found.function, *found.bases, *found.trace]
    assert max(map(len, texts)) <= 4000
    assert sum(map(len, texts)) <= 30_000


def test_an_exception_is_not_attempted_by_its_bases() -> None:
    with pytest.raises(NotAttempted):
        decode_answer(encode_error(raised_by("def f():\n    raise NotImplementedError('f')")))


@pytest.mark.parametrize("ref", [Ref(0), Ref(-1), Ref(3, ("x",)), [1, Ref(0)], {"a": Ref(0)}])
def test_a_reference_that_the_process_does_not_own_is_refused(ref: Any) -> None:
    class Backend:
        def ask(self, request: bytes, what: str) -> Answer:
            return Answer(ref)

    with pytest.raises(WireError, match="does not own"):
        Student(Backend()).f()


def test_a_handles_name_is_short_and_plain() -> None:
    class Backend:
        def ask(self, request: bytes, what: str) -> Answer:
            return Answer([Ref(1, (), "A" * 500), Ref(2, (), "\x1b[31m<b>")])

    long, odd = Student(Backend()).f()
    assert repr(long) == f"<{'A' * 80} of the submission>"
    assert repr(odd) == "<f of the submission>"


def test_a_module_is_found_by_dataclasses_and_leaves_no_path(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("VALUE = 3")
    path = tmp_path / "work_with_helper.py"
    path.write_text(
        "from __future__ import annotations\nimport dataclasses, helper\n"
        "@dataclasses.dataclass\nclass P:\n    x: int = helper.VALUE\n"
    )
    before = list(sys.path)
    module = load_module(path)
    assert module.P().x == 3 and sys.path == before
    path.write_text("raise SystemExit")
    with pytest.raises(SystemExit):
        load_module(path)
    assert "work_with_helper" not in sys.modules and sys.path == before
    sys.modules.pop("helper")
