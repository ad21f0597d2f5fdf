"""What stands beside a module while its function is timed. Workers get this file as text.

Results are sent only when they are there: work that is put off, or on another stream, is either
waited for within the time or is not in the result.
"""

from __future__ import annotations

import sys
from typing import Any

_kept: list[Any] = []


def timed(module: str, name: str, *arguments: Any) -> Any:
    """Call a module's function."""
    return getattr(sys.modules[module], name)(*arguments)


def timed_cuda(module: str, name: str, *arguments: Any) -> Any:
    """The same with its tensors on the GPU, which is idle before and after."""
    moved = _moved(arguments)
    result = timed(module, name, *moved)
    sys.modules["torch"].cuda.synchronize()
    return result


def keep(value: Any) -> None:
    """Have `kept` return this."""
    _kept[:] = [value]


def keep_cuda(value: Any) -> None:
    """Have `kept_cuda` return this, from the GPU."""
    _kept[:] = _moved((value,))


def kept(module: str, name: str, *arguments: Any) -> Any:
    """Do nothing with arguments: what carrying them takes, and a result of that size."""
    return _kept[0]


def kept_cuda(module: str, name: str, *arguments: Any) -> Any:
    """The same, to the GPU and back."""
    _moved(arguments)
    return _kept[0]


def _moved(arguments: tuple[Any, ...]) -> list[Any]:
    torch = sys.modules["torch"]
    moved = [a.cuda() if isinstance(a, torch.Tensor) else a for a in arguments]
    torch.cuda.synchronize()
    return moved
