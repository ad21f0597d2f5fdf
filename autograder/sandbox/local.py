"""The backend without a wall: the submission runs in this process, so breakpoints work."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from pathlib import Path
from types import ModuleType

from autograder.sandbox import dispatcher, messages, wire
from autograder.sandbox.dispatcher import Dispatcher, describe
from autograder.sandbox.messages import Answer


class LocalBackend:
    """Answers requests in process. What the submission raises passes through unchanged."""

    def __init__(self, module: ModuleType, probes: ModuleType | None = None) -> None:
        self._dispatcher = Dispatcher(module, probes)
        self._probes = probes.__file__ if probes else None

    def ask(self, request: bytes, what: str) -> Answer:
        """Request bytes -> answer, through bytes, so that values never alias.

        Raises:
            StudentError: the submission could not be called, or a probe could not use it.
        """
        __tracebackhide__ = True
        return messages.decode_answer(self.serve(request))

    def serve(self, request: bytes) -> bytes:
        """The answer as bytes; see `ask`."""
        __tracebackhide__ = True
        try:
            return self._dispatcher.serve(request)
        except Exception as error:
            if self._never_reached(error):
                raise describe(error, "/nowhere") from None
            raise

    def _never_reached(self, error: Exception) -> bool:
        """Whether no frame but the dispatcher's own and the probes' is on the traceback."""
        frames = list(traceback.walk_tb(error.__traceback__))
        own = {__file__, dispatcher.__file__, wire.__file__, messages.__file__, self._probes}
        return all(frame.f_code.co_filename in own for frame, _ in frames)


def load_module(path: Path, name: str | None = None) -> ModuleType:
    """Import a file by path, its folder first on `sys.path` while it runs.

    Raises:
        whatever the file raises.
    """
    name = name or path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    finally:
        sys.path.remove(str(path.parent))
    return module
