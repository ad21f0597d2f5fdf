"""Values as bytes: what may cross the wall, and nothing else.

Only None, bool, int, float, complex, str, bytes, list, tuple, dict, NumPy scalars and arrays,
torch tensors, dtypes of both, and references to objects that stay behind. Nothing is ever
unpickled, and no method of a received object is called: a decoded value is made of exact types.

Frames are length-prefixed (4 bytes, big endian) msgpack.
"""

from __future__ import annotations

import math
import struct
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import numpy as np

from autograder.errors import WireError
from autograder.sandbox import headers
from autograder.sandbox.headers import MAX_ITEMS

MAX_FRAME = 256 * 2**20
MAX_DEPTH = 32
MAX_BITS = 4096  # of an integer
MAX_ENTRIES = 2**11  # of a dict: keys can be chosen so that each costs as much as all before it

_ARRAY, _TENSOR, _SCALAR, _TUPLE, _DICT, _COMPLEX, _BIGINT, _REF, _DTYPE = _CODES = range(1, 10)
_RAW = frozenset((_COMPLEX, _BIGINT))

_INTEGERS = tuple(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))
_DTYPES = frozenset(
    ("bool", *_INTEGERS, "float16", "float32", "float64", "complex64", "complex128")
)
_TENSOR_DTYPES = _DTYPES | {"bfloat16"}

_ext = msgspec.msgpack.Ext
_plain = msgspec.msgpack.Encoder()


class Ref(NamedTuple):
    """An object that stays in the submission's process: handle number, then attribute names.

    Handle 0 is the submission's module. `kind` is the object's type name, for messages only.
    """

    handle: int
    path: tuple[str, ...] = ()
    kind: str = ""


Keep = Callable[[Any], Ref]


def _refuse(value: Any) -> Ref:
    raise TypeError(f"a {type(value).__name__} cannot cross the wall as data")


def encode(value: Any, keep: Keep = _refuse) -> bytes:
    """Value -> bytes.

    Args:
        value: data, or an object that `keep` turns into a reference.
        keep: called with each object that is not data.

    Raises:
        TypeError: not data, and `keep` refuses it.
        ValueError: nested deeper than MAX_DEPTH, or of too many values.
    """
    return _plain.encode(_pack(value, keep, 0))


def _pack(value: Any, keep: Keep, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH} levels")
    kind = type(value)
    if value is None or kind in (bool, float, str, bytes):
        return value
    if isinstance(value, Ref):
        return _ext(_REF, _plain.encode([value.handle, list(value.path), value.kind]))
    if isinstance(value, int) and not isinstance(value, np.generic):
        return _pack_int(value)
    if isinstance(value, list | tuple) and len(value) > MAX_ITEMS:
        raise ValueError(f"more than {MAX_ITEMS:,} values in a {kind.__name__}")
    if isinstance(value, list):
        return [_pack(item, keep, depth + 1) for item in value]
    if isinstance(value, tuple):
        return _ext(_TUPLE, _plain.encode([_pack(item, keep, depth + 1) for item in value]))
    if isinstance(value, dict):
        if len(value) > MAX_ENTRIES:
            raise ValueError(f"more than {MAX_ENTRIES:,} entries in a {kind.__name__}")
        pairs = [[_pack(k, keep, depth + 1), _pack(v, keep, depth + 1)] for k, v in value.items()]
        return _ext(_DICT, _plain.encode(pairs))
    return _pack_number(value, keep)


def _pack_int(value: int) -> Any:
    if value is True or value is False:
        return value
    if -(2**63) <= value < 2**64:
        return int(value)
    if value.bit_length() > MAX_BITS:
        raise ValueError(f"an integer of more than {MAX_BITS} bits")
    return _ext(_BIGINT, str(int(value)).encode())


def _pack_number(value: Any, keep: Keep) -> Any:
    if isinstance(value, np.generic) and value.dtype.name in _DTYPES:
        return _ext(_SCALAR, _plain.encode([value.dtype.name, value.tobytes()]))
    if isinstance(value, np.ndarray) and value.dtype.name in _DTYPES:
        base = np.ndarray.view(value, np.ndarray)
        native = base.astype(base.dtype.newbyteorder("="), copy=False)
        return _ext(_ARRAY, _plain.encode([base.dtype.name, list(base.shape), native.tobytes()]))
    if isinstance(value, np.dtype) and value.name in _DTYPES:
        return _ext(_DTYPE, _plain.encode(["numpy", value.name]))
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        packed = _pack_tensor(torch, value)
        if packed is not None:
            return packed
    if torch is not None and isinstance(value, torch.dtype):
        return _ext(_DTYPE, _plain.encode(["torch", str(value).removeprefix("torch.")]))
    if isinstance(value, complex):
        return _ext(_COMPLEX, struct.pack(">dd", value.real, value.imag))
    if isinstance(value, float):  # of a subclass, the plain value
        return float(value)
    if isinstance(value, str | bytes):
        return str(value) if isinstance(value, str) else bytes(value)
    ref = keep(value)
    return _ext(_REF, _plain.encode([ref.handle, list(ref.path), ref.kind]))


def _pack_tensor(torch: Any, value: Any) -> Any:
    name = str(value.dtype).removeprefix("torch.")
    if name not in _TENSOR_DTYPES or value.layout != torch.strided or value.is_meta:
        return None
    flat = value.detach().resolve_conj().resolve_neg().cpu().contiguous().reshape(-1)
    data = flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""
    return _ext(_TENSOR, _plain.encode([name, list(value.shape), data]))


def decode(data: bytes | memoryview) -> Any:
    """Bytes -> value, made of exact types; arrays own their memory and are writable.

    Raises:
        WireError: not something that `encode` writes.
    """
    try:
        headers.check(data, _CODES, _RAW)
        return _shallow(_Decoder().read(data))
    except WireError:
        raise
    except (
        *(msgspec.DecodeError, ValueError, TypeError, OverflowError, RecursionError),
        *(struct.error, MemoryError),
    ) as error:
        raise WireError(f"not a value: {type(error).__name__}: {error}") from None


def _shallow(value: Any) -> Any:
    """`value`, nested no deeper than `encode` writes: else it could not be sent back."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        inner: list[Any] = []
        for item in level:
            kind = type(item)
            if kind is list or kind is tuple:
                inner += item
            elif kind is dict:
                inner += item.keys()
                inner += item.values()
        if not inner:
            return value
        level = inner
    raise WireError(f"nested deeper than {MAX_DEPTH} levels")


class _Decoder:
    """Strict reader; `depth` counts nested extension payloads."""

    def __init__(self) -> None:
        self.depth = 0
        self.reader = msgspec.msgpack.Decoder(ext_hook=self._ext)

    def read(self, data: bytes | memoryview) -> Any:
        return self.reader.decode(data)

    def _ext(self, code: int, payload: memoryview) -> Any:
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise WireError(f"nested deeper than {MAX_DEPTH} levels")
            return self._value(code, payload)
        finally:
            self.depth -= 1

    def _value(self, code: int, payload: memoryview) -> Any:
        if code in (_ARRAY, _TENSOR):
            name, shape, data = _fields(self.read(payload), str, list, bytes)
            return _array(name, shape, data, code == _TENSOR)
        if code == _SCALAR:
            name, data = _fields(self.read(payload), str, bytes)
            return _numpy(name, (), data)[()]
        if code == _TUPLE:
            return tuple(_fields([self.read(payload)], list)[0])
        if code == _DICT:
            return _dict(_fields([self.read(payload)], list)[0])
        if code == _COMPLEX:
            return complex(*struct.unpack(">dd", payload))
        if code == _BIGINT:
            return _bigint(bytes(payload))
        if code == _REF:
            handle, path, kind = _fields(self.read(payload), int, list, str)
            return Ref(handle, tuple(_fields(path, *[str] * len(path))), kind)
        if code == _DTYPE:
            return _dtype(*_fields(self.read(payload), str, str))
        raise WireError(f"unknown extension {code}")


def _fields(value: Any, *kinds: type) -> list[Any]:
    """`value` as a list whose items have exactly these types."""
    if type(value) is not list or [type(item) for item in value] != list(kinds):
        raise WireError("fields of the wrong kind")
    return value


def _dict(pairs: list[Any]) -> dict[Any, Any]:
    if len(pairs) > MAX_ENTRIES:
        raise WireError(f"more than {MAX_ENTRIES:,} entries in a dict")
    if any(type(pair) is not list or len(pair) != 2 for pair in pairs):
        raise WireError("entries that are no pairs")
    return {key: value for key, value in pairs}


def _bigint(digits: bytes) -> int:
    if not digits.removeprefix(b"-").isdigit():
        raise WireError("not an integer")
    value = int(digits)
    if value.bit_length() > MAX_BITS:
        raise WireError(f"an integer of more than {MAX_BITS} bits")
    return value


def _array(name: str, shape: list[Any], data: bytes, tensor: bool) -> Any:
    if not tensor:
        return _numpy(name, shape, data)
    import torch

    if name == "bfloat16":
        return torch.from_numpy(_numpy("int16", shape, data)).view(torch.bfloat16)
    return torch.from_numpy(_numpy(name, shape, data))


def _numpy(name: str, shape: Any, data: bytes) -> Any:
    if name not in _DTYPES:
        raise WireError(f"dtype {name!r} may not cross")
    if len(shape) > MAX_DEPTH or any(type(n) is not int or n < 0 for n in shape):
        raise WireError("not a shape")
    dtype = np.dtype(name)
    if math.prod(shape) * dtype.itemsize != len(data):
        raise WireError("as many bytes as the shape needs were expected")
    buffer = bytearray(map(bool, data)) if name == "bool" else bytearray(data)  # one form of True
    return np.frombuffer(buffer, dtype=dtype).reshape(shape)


def _dtype(library: str, name: str) -> Any:
    if name not in _TENSOR_DTYPES:
        raise WireError(f"dtype {name!r} is not known")
    if library == "torch":
        import torch

        return getattr(torch, name)
    return np.dtype(name)


def holds_ref(value: object) -> bool:
    """Whether a value, or one inside it, is a Ref."""
    if isinstance(value, Ref):
        return True
    if type(value) in (list, tuple):
        return any(holds_ref(item) for item in value)  # type: ignore[attr-defined]
    return type(value) is dict and any(holds_ref(item) for item in value.values())


def frame(payload: bytes) -> bytes:
    """Payload with its length in front.

    Raises:
        ValueError: longer than MAX_FRAME.
    """
    if len(payload) > MAX_FRAME:
        raise ValueError(f"{len(payload):,} bytes, more than the {MAX_FRAME:,} that may cross")
    return struct.pack(">I", len(payload)) + payload
