"""Runs requests on a submission's module: inside the wall, or in process for a student's pytest.

The same code serves both, and both go through bytes, so that a test sees the same values.

What comes back is what the submission's process says. It can say nothing of expected values, which
it never sees; but code that is written to hide that it changed an input can hide it.
"""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np

from autograder.errors import StudentError
from autograder.sandbox import messages
from autograder.sandbox.headers import MAX_ITEMS
from autograder.sandbox.messages import Answer, Request
from autograder.sandbox.wire import Ref

MAX_HANDLES = 100_000


class Dispatcher:
    """Holds a submission's module and the objects that it made.

    Args:
        module: the submission.
        probes: the assignment's probes, which run beside it.
    """

    def __init__(self, module: ModuleType, probes: ModuleType | None = None) -> None:
        self.module, self.probes = module, probes
        self.objects: list[Any] = [module]

    def serve(self, data: bytes) -> bytes:
        """Request bytes -> answer bytes. Whatever the submission raises goes through."""
        request = Request.decode(data)
        if request.op == messages.CLEAR:
            del self.objects[1:]
            return messages.encode_answer(Answer(), self._keep)
        if request.op == messages.GET:
            answer = Answer(self._resolve(request.target))
        else:
            answer = self._call(request)
        return messages.encode_answer(answer, self._keep)

    def _call(self, request: Request) -> Answer:
        args = [self._import(arg) for arg in request.args]
        kwargs = {name: self._import(arg) for name, arg in request.kwargs.items()}
        if request.op == messages.RUN:
            return Answer(getattr(self.probes, request.target.path[0])(*args, **kwargs))
        function = self._resolve(request.target)
        arrays = dict(_arrays(function, args, kwargs))
        before = {name: _bytes(array) for name, array in arrays.items()}
        result = function(*args, **kwargs)
        changed = tuple(name for name, array in arrays.items() if _bytes(array) != before[name])
        aliased = tuple(name for name, array in arrays.items() if _shares(result, array))
        return Answer(result, changed, aliased)

    def _keep(self, value: Any) -> Ref:
        if len(self.objects) >= MAX_HANDLES:
            raise ValueError(f"more than {MAX_HANDLES:,} objects returned")
        self.objects.append(value)
        return Ref(len(self.objects) - 1, (), type(value).__name__)

    def _resolve(self, ref: Ref) -> Any:
        value = self.objects[ref.handle]
        for name in ref.path:
            value = getattr(value, name)
        return value

    def _import(self, value: Any) -> Any:
        """References among arguments become the objects again."""
        if isinstance(value, Ref):
            return self._resolve(value)
        if type(value) in (list, tuple):
            return type(value)(self._import(item) for item in value)
        if type(value) is dict:
            return {key: self._import(item) for key, item in value.items()}
        return value


def describe(error: BaseException, folder: str) -> StudentError:
    """What a student needs to know of an exception: type, text, and their own lines.

    Args:
        error: what the submission raised.
        folder: where its files lie; only frames below it are shown.
    """
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(folder)]
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(folder):
        name, text = error.filename or "", (error.text or "").strip()
        place = f"{name.removeprefix(folder).lstrip('/')}, line {error.lineno}: {text}"
        trace = [place] if error.lineno else []
        message = f"{error.msg} (line {error.lineno})" if error.lineno else str(error.msg)
    else:
        trace = [
            f"{f.filename.removeprefix(folder).lstrip('/')}, line {f.lineno}, in {f.name}: {f.line}"
            for f in frames
        ]
        message = _text(error)
    bases = tuple(base.__name__ for base in type(error).__mro__ if base is not object)
    function = frames[-1].name if frames else ""
    lines = tuple(line[:200] for line in trace[-12:])
    return StudentError(type(error).__name__, message, bases, lines, function)


def _text(error: BaseException) -> str:
    try:
        return str.__getitem__(str(error), slice(2000))  # it may be of a class of theirs
    except Exception as problem:
        return f"(its text cannot be shown: {type(problem).__name__})"


def _arrays(
    function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
) -> Iterator[tuple[str, Any]]:
    try:
        # a torch module is called through a wrapper that names nothing
        names = list(inspect.signature(getattr(function, "forward", function)).parameters)
    except (TypeError, ValueError):
        names = []
    for i, value in enumerate(args):
        if _is_array(value):
            yield names[i] if i < len(names) else f"argument {i + 1}", value
    for name, value in kwargs.items():
        if _is_array(value):
            yield name, value


def _is_array(value: Any) -> bool:
    torch = sys.modules.get("torch")
    return isinstance(value, np.ndarray) or (torch is not None and isinstance(value, torch.Tensor))


def _bytes(array: Any) -> bytes:
    if isinstance(array, np.ndarray):
        return f"{array.shape} {array.dtype}".encode() + array.tobytes()
    data: bytes = array.detach().cpu().contiguous().reshape(-1).view(_uint8()).numpy().tobytes()
    return f"{tuple(array.shape)} {array.dtype}".encode() + data


def _uint8() -> Any:
    return sys.modules["torch"].uint8


def _shares(result: Any, array: Any) -> bool:
    if isinstance(result, list | tuple):
        # a longer one is refused when it is sent: no time is spent on it
        return len(result) <= MAX_ITEMS and any(_shares(item, array) for item in result)
    if isinstance(result, dict):
        return any(_shares(item, array) for item in result.values())
    if not _is_array(result) or isinstance(result, np.ndarray) != isinstance(array, np.ndarray):
        return False
    if isinstance(result, np.ndarray):
        return bool(np.may_share_memory(result, array))
    mine, theirs = result.untyped_storage(), array.untyped_storage()
    return bool(mine.data_ptr() == theirs.data_ptr() and mine.nbytes() > 0)
