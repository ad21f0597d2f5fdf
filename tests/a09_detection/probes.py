"""Small functions that run beside the submission's code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves, tree_map


def with_strided_inputs(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call `function` with tensors of the same values that are not contiguous."""
    return function(*(_strided(arg) for arg in args), **kwargs)


def _strided(value: Any) -> Any:
    if not isinstance(value, Tensor) or value.dim() == 0:
        return value
    wide = value.new_full([3 * n + 1 for n in value.shape], 77).T
    view = wide[tuple(slice(1, None, 3) for _ in value.shape)].T
    view.copy_(value)
    return view


def twice(function: Callable[..., Any], first: tuple, second: tuple) -> tuple[Any, Any, Any]:
    """Call `function` with one, the other, and again the first set of arguments."""
    before = tree_map(_copy, function(*first))
    other = tree_map(_copy, function(*second))
    return before, other, function(*first)


def _copy(value: Any) -> Any:
    return value.clone() if isinstance(value, Tensor) else value


def on_another_device(function: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    """Call `function` with its tensors on a device that is not torch's default one.

    The device is played: its tensors say that they lie on "meta", hold their values on the CPU,
    and refuse to meet the CPU's tensors as those of a GPU would.

    Returns:
        What is wrong; "" where all is well, and where the code does what cannot be played.
    """
    args, kwargs = tree_map(_move, args), tree_map(_move, kwargs)
    try:
        with _Functions(), _Operations():
            result = function(*args, **kwargs)
    except _WrongDevice as error:
        return str(error)
    except NotImplementedError:
        raise  # the stub
    except Exception:
        return ""
    tensors = [part for part in tree_leaves(result) if isinstance(part, Tensor)]
    if all(isinstance(tensor, _Elsewhere) for tensor in tensors):
        return ""
    return "the result lies on the CPU, although the inputs do not"


class _WrongDevice(RuntimeError):
    """What a GPU would refuse."""


class _Elsewhere(Tensor):
    """A tensor on the played device; `values` are on the CPU."""

    values: Tensor

    @staticmethod
    def __new__(cls, values: Tensor) -> _Elsewhere:
        tensor = Tensor._make_wrapper_subclass(
            cls,
            values.shape,
            strides=values.stride(),
            storage_offset=values.storage_offset(),
            dtype=values.dtype,
            device="meta",
        )
        tensor.values = values
        return tensor

    @classmethod
    def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _operate(func, args, kwargs or {})


class _Operations(TorchDispatchMode):
    """Carries out each of torch's operations where its tensors are."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # or else torch imports its compiler, which takes seconds

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _operate(func, args, kwargs or {})


class _Functions(TorchFunctionMode):
    """The few functions that read or write values without an operation."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        here = args[0] if args and isinstance(args[0], _Elsewhere) else None
        if here is not None and func is Tensor.tolist:
            return here.values.tolist()
        if here is not None and func in (Tensor.numpy, Tensor.__array__):
            raise _WrongDevice("a tensor of another device becomes a NumPy array without .cpu()")
        if func in (torch.tensor, torch.as_tensor, Tensor.new_tensor):
            device = kwargs.pop("device", None)
            if func is torch.as_tensor and here is not None:
                device = device or here.device
            if func is Tensor.new_tensor and here is not None:
                device, args = device or here.device, (here.values, *args[1:])
            made = func(*tree_map(_values, args), **kwargs)
            return _Elsewhere(made) if _is_elsewhere(device) else made
        return func(*args, **kwargs)


def _operate(func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    """Do it on the CPU; the result lies where the operation's device or its tensors say."""
    moved = [part for part in tree_leaves((args, kwargs)) if isinstance(part, _Elsewhere)]
    _check(func, args, kwargs, moved)
    device = kwargs.get("device")
    elsewhere = bool(moved) if device is None else _is_elsewhere(device)
    if device is not None:
        kwargs = kwargs | {"device": torch.device("cpu")}
    known = {id(tensor.values): tensor for tensor in moved}
    result = func(*tree_map(_values, args), **tree_map(_values, kwargs))
    if not elsewhere:
        return result
    return tree_map(lambda part: known[id(part)] if id(part) in known else _move(part), result)


def _check(func: Any, args: Any, kwargs: dict[str, Any], moved: list[_Elsewhere]) -> None:
    """Tensors of two devices do not meet, but for single numbers, copies and indices."""
    name = func.overloadpacket.__name__
    if not moved or name in ("copy_", "_to_copy"):
        return
    if name in ("index", "index_put", "index_put_", "_index_put_impl_"):
        args, kwargs = (args[0], *args[2:]), {}
        moved = [part for part in tree_leaves(args) if isinstance(part, _Elsewhere)]
    tensors = [part for part in tree_leaves((args, kwargs)) if isinstance(part, Tensor)]
    here = [part for part in tensors if not isinstance(part, _Elsewhere) and part.dim() > 0]
    if here and (moved or name.startswith("index")):
        raise _WrongDevice(f"{name} mixes the inputs' device with a tensor made on the CPU")


def _is_elsewhere(device: Any) -> bool:
    return device is not None and torch.device(device).type == "meta"


def _move(value: Any) -> Any:
    plain = isinstance(value, Tensor) and not isinstance(value, _Elsewhere)
    return _Elsewhere(value) if plain else value


def _values(value: Any) -> Any:
    return value.values if isinstance(value, _Elsewhere) else value
