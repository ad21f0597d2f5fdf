"""Values as bytes: what crosses arrives as it was; everything else is refused, and quickly."""

from __future__ import annotations

import enum
import math
import struct
import time
import tracemalloc
from typing import Any

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.errors import WireError
from autograder.sandbox import headers, wire
from autograder.sandbox.wire import Ref, decode, encode

FLOATS = ("float16", "float32", "float64")
INTEGERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
DTYPES = ("bool", *INTEGERS, *FLOATS, "complex64", "complex128")
TORCH = (*DTYPES[:9], *FLOATS, "bfloat16", "complex64", "complex128")

pack = msgspec.msgpack.encode
ARRAY, TENSOR, SCALAR, TUPLE, DICT, COMPLEX, BIGINT, REF, DTYPE = range(1, 10)


def ext(code: int, fields: Any) -> bytes:
    payload = fields if isinstance(fields, bytes) else pack(fields)
    return pack(msgspec.msgpack.Ext(code, payload))


def same(one: Any, other: Any) -> bool:
    """Equal in type, bits and all that they hold."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return (
            one.dtype == other.dtype
            and one.shape == other.shape
            and one.tobytes() == other.tobytes()
        )
    if isinstance(one, torch.Tensor):
        bits = [t.reshape(-1).view(torch.uint8).tolist() if t.numel() else [] for t in (one, other)]
        return one.dtype == other.dtype and one.shape == other.shape and bits[0] == bits[1]
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one.items()), list(other.items()))
    if isinstance(one, float | complex):
        return repr(one) == repr(other)
    return bool(one == other)


numbers = st.one_of(
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**63, max_value=2**200),
    st.floats(),
    st.complex_numbers(),
)
texts = st.text(st.characters(exclude_categories=["Cs"]))
arrays = hnp.arrays(
    st.sampled_from(DTYPES), hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)
)
plain = st.one_of(
    st.none(), numbers, texts, st.binary(), arrays, st.sampled_from(DTYPES).map(np.dtype)
)
keys = st.one_of(
    st.none(), st.booleans(), st.integers(), texts, st.binary(), st.tuples(st.integers())
)
values = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(keys, inner, max_size=4),
    ),
    max_leaves=12,
)


@given(values)
@settings(deadline=None)
def test_values_arrive_as_they_were(value: Any) -> None:
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize("name", TORCH)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_tensors_arrive_as_they_were(name: str, shape: tuple[int, ...]) -> None:
    generator = torch.Generator().manual_seed(1)
    value = torch.randint(0, 2, shape, generator=generator).to(getattr(torch, name))
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize("name", DTYPES)
def test_numpy_scalars_keep_their_type(name: str) -> None:
    value = np.dtype(name).type(1)
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize("name", TORCH)
def test_dtypes_of_torch_cross(name: str) -> None:
    assert decode(encode(getattr(torch, name))) is getattr(torch, name)


@pytest.mark.parametrize(
    "value",
    [
        np.arange(12.0).reshape(3, 4).T,
        np.arange(12.0)[::-2],
        np.arange(6.0, dtype=">f8").reshape(2, 3),
        np.broadcast_to(np.float32(2), (2, 3)),
        np.asfortranarray(np.arange(6).reshape(2, 3)),
    ],
    ids=["transposed", "strided", "big-endian", "broadcast", "fortran"],
)
def test_unusual_layouts_arrive_in_the_usual_one(value: Any) -> None:
    came = decode(encode(value))
    np.testing.assert_array_equal(came, value)
    assert came.dtype == value.dtype.newbyteorder("=")
    assert came.flags.c_contiguous and came.flags.writeable and came.dtype.isnative


def test_an_array_that_arrives_is_nobody_elses() -> None:
    sent = np.zeros(3)
    data = encode(sent)
    one, other = decode(data), decode(data)
    one[:] = 1
    assert sent.sum() == other.sum() == 0


def test_a_tensor_that_requires_grad_arrives_as_plain_data() -> None:
    value = torch.ones(2, requires_grad=True) * 2
    assert same(decode(encode(value)), torch.full((2,), 2.0))
    conjugate = torch.tensor([1 + 2j]).conj()
    assert same(decode(encode(conjugate)), torch.tensor([1 - 2j]))


class _Liar(np.ndarray):
    """Says something else of itself to everyone who asks."""

    def __eq__(self, other: object) -> Any:
        return np.ones(self.shape, bool)

    def __array__(self, *_: Any, **__: Any) -> Any:
        return np.full(self.shape, 42.0)

    def __array_function__(self, *_: Any) -> Any:
        return True

    def __array_ufunc__(self, *_: Any, **__: Any) -> Any:
        return 42.0

    def tobytes(self, *_: Any) -> bytes:
        return np.full(self.shape, 42.0).tobytes()


class _Float(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


class _Count(enum.IntEnum):
    THREE = 3


def test_subclasses_arrive_as_exact_types_with_their_true_values() -> None:
    came = decode(encode(np.zeros((2, 3)).view(_Liar)))
    assert same(came, np.zeros((2, 3)))
    assert same(decode(encode(_Float(1.5))), 1.5)
    assert same(decode(encode(_Count.THREE)), 3)
    assert same(decode(encode(type("L", (list,), {})([1]))), [1])
    assert same(decode(encode(type("T", (tuple,), {})([1]))), (1,))
    assert same(decode(encode(type("D", (dict,), {})(a=1))), {"a": 1})
    assert same(decode(encode(type("S", (str,), {})("s"))), "s")


def test_references_cross_and_nothing_else_does() -> None:
    kept: list[Any] = []

    def keep(value: Any) -> Ref:
        kept.append(value)
        return Ref(len(kept), (), type(value).__name__)

    thing, generator = object(), (n for n in ())
    sent = [thing, {"g": generator}, len, lambda: None, {1, 2}, np.array([None]), range(3)]
    came = decode(encode(sent, keep))
    assert [ref.kind for ref in (came[0], came[1]["g"], *came[2:])] == [
        "object",
        "generator",
        "builtin_function_or_method",
        "function",
        "set",
        "ndarray",
        "range",
    ]
    assert kept[0] is thing and kept[1] is generator


@pytest.mark.parametrize("value", [object(), {1}, len, np.array(["a"]), 1 + np.timedelta64(1, "s")])
def test_what_is_not_data_is_refused_where_nothing_is_kept(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot cross the wall as data"):
        encode(value)


def test_deep_huge_and_endless_values_are_refused_by_the_sender() -> None:
    deep: Any = 1
    for _ in range(100):
        deep = [deep]
    endless: list[Any] = []
    endless.append(endless)
    for value in (deep, endless, 2**5000, dict.fromkeys(range(100_000))):
        with pytest.raises(ValueError, match=r"nested deeper|more than"):
            encode(value)
    with pytest.raises(ValueError, match="more than"):
        wire.frame(bytes(wire.MAX_FRAME + 1))


GARBAGE = {
    "nothing": b"",
    "trailing bytes": pack(1) + b"\0",
    "truncated array": encode(np.zeros(3))[:-1],
    "truncated header": b"\xdd\0\0",
    "reserved byte": b"\xc1",
    "not UTF-8": b"\xa1\xff",
    "unknown extension": ext(10, b""),
    "extension zero": ext(0, b""),
    "timestamp": b"\xd6\xff\0\0\0\1",
    "native map": pack({"a": 1}),
    "native map in a list": pack([1, {"a": 1}]),
    "map with an array as key": b"\x81" + encode(np.zeros(2)) + b"\xc0",
    "dict with a list as key": ext(DICT, [[[1], 2]]),
    "dict with an array as key": ext(
        DICT, pack([[1, 2]])[:1] + b"\x92" + encode(np.zeros(2)) + b"\1"
    ),
    "dict of no pairs": ext(DICT, [1, 2]),
    "dict of strings": ext(DICT, ["ab"]),
    "dict of triples": ext(DICT, [[1, 2, 3]]),
    "dict that is no list": ext(DICT, "ab"),
    "tuple that is no list": ext(TUPLE, 5),
    "tuple of nothing": ext(TUPLE, b""),
    "complex too short": ext(COMPLEX, b"12345678"),
    "complex too long": ext(COMPLEX, bytes(17)),
    "integer in words": ext(BIGINT, b"seven"),
    "integer of nothing": ext(BIGINT, b""),
    "integer with a blank": ext(BIGINT, b" 1_0 "),
    "integer not ASCII": ext(BIGINT, "\u0663".encode()),
    "integer of 5,000 digits": ext(BIGINT, b"9" * 5000),
    "array of objects": ext(ARRAY, ["object", [1], bytes(8)]),
    "array of text": ext(ARRAY, ["str", [1], bytes(8)]),
    "array of an unknown dtype": ext(ARRAY, ["V8", [1], bytes(8)]),
    "array of bfloat16": ext(ARRAY, ["bfloat16", [1], bytes(2)]),
    "array with few bytes": ext(ARRAY, ["float64", [2], bytes(8)]),
    "array with many bytes": ext(ARRAY, ["float64", [2], bytes(24)]),
    "array of negative size": ext(ARRAY, ["float64", [-1, -1], bytes(8)]),
    "array of a size that wraps": ext(ARRAY, ["float64", [2**32, 2**32], b""]),
    "array with a float in its shape": ext(ARRAY, ["float64", [1.0], bytes(8)]),
    "array with a bool in its shape": ext(ARRAY, ["float64", [True], bytes(8)]),
    "array of 100 dimensions": ext(ARRAY, ["float64", [1] * 100, bytes(8)]),
    "array with a field too many": ext(ARRAY, ["float64", [1], bytes(8), 0]),
    "array with text for bytes": ext(ARRAY, ["float64", [1], "12345678"]),
    "array with bytes for a name": ext(ARRAY, [b"float64", [1], bytes(8)]),
    "empty array of a huge side": ext(ARRAY, ["float64", [0, 2**62], b""]),
    "scalar of an array": ext(SCALAR, ["float64", bytes(16)]),
    "scalar of nothing": ext(SCALAR, ["float64", b""]),
    "reference with a float": ext(REF, [1.0, [], "x"]),
    "reference with a number in its path": ext(REF, [1, [2], "x"]),
    "reference with a text as path": ext(REF, [1, "ab", "x"]),
    "dtype that is a function": ext(DTYPE, ["torch", "load"]),
    "dtype of objects": ext(DTYPE, ["numpy", "object"]),
    "dtype that NumPy lacks": ext(DTYPE, ["numpy", "bfloat16"]),
    "nested lists": b"\x91" * 100_000 + b"\xc0",
    "claims four billion items": b"\xdd\xff\xff\xff\xff",
    "claims four billion pairs": b"\xdf\xff\xff\xff\xff",
    "claims four gigabytes": b"\xc6\xff\xff\xff\xff",
    "claims a huge extension": b"\xc9\xff\xff\xff\xff\x01",
    "claims again and again": b"\xdd\x06\0\0\0" * 900,
}


@pytest.mark.parametrize("data", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        decode(data)


def test_nested_extensions_are_refused() -> None:
    data = pack(None)
    for _ in range(wire.MAX_DEPTH + 1):
        data = ext(TUPLE, b"\x91" + data)
    with pytest.raises(WireError, match="nested"):
        decode(data)


def _bomb(kind: str, count: int) -> bytes:
    size = struct.pack(">I", count)
    if kind == "dict of one hash":
        big = 2**61 - 1  # all of its multiples have the hash 0
        pairs = [[msgspec.msgpack.Ext(BIGINT, str(n * big).encode()), 0] for n in range(1, count)]
        return ext(DICT, pairs)
    item = {"empty lists": b"\x90", "tuples": b"\xd4\x04\x90", "numbers": b"\x01"}[kind]
    return b"\xdd" + size + item * count


@pytest.mark.parametrize("kind", ["empty lists", "tuples", "numbers"])
def test_values_are_counted_before_they_are_made(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert headers.MAX_ITEMS <= 2**20
    monkeypatch.setattr(headers, "MAX_ITEMS", 2**12)
    data = _bomb(kind, 100_000)
    tracemalloc.start()
    with pytest.raises(WireError, match="more than 4,096 values"):
        decode(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000


def test_a_dict_of_keys_with_one_hash_costs_little_time() -> None:
    data = _bomb("dict of one hash", 30_000)
    start = time.process_time()
    with pytest.raises(WireError, match="more than 2,048 entries"):
        decode(data)
    assert time.process_time() - start < 5  # minutes, were the dict made


def test_odd_bytes_of_bools_become_plain_ones() -> None:
    came = decode(ext(ARRAY, ["bool", [3], b"\2\1\0"]))
    assert came.tobytes() == b"\1\1\0"
    assert decode(ext(TENSOR, ["bool", [2], b"\xff\0"])).view(torch.uint8).tolist() == [1, 0]
    assert decode(ext(SCALAR, ["bool", b"\7"])).tobytes() == b"\1"


SEEDS = [
    encode(
        [None, True, 300, -5, 1.5, "text", b"bytes", 2j, 2**100, (1, [2]), {"a": (1,), 2: None}]
    ),
    encode(["answer", np.arange(6.0).reshape(2, 3), ["x"], []]),
    encode([torch.ones(2, 2), np.int8(3), np.dtype("float32"), Ref(4, ("a",))]),
]
KNOWN = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, Ref)


def _exact(value: Any) -> bool:
    if isinstance(value, np.ndarray | np.generic | np.dtype | torch.Tensor | torch.dtype):
        return type(value).__module__.partition(".")[0] in ("numpy", "torch")
    if type(value) in (list, tuple):
        return all(map(_exact, value))
    if type(value) is dict:
        return all(_exact(k) and _exact(v) for k, v in value.items())
    return type(value) in KNOWN


@given(st.binary(max_size=200))
@example(b"\xd6\xff\0\0\0\1")
@settings(deadline=None, max_examples=300)
def test_any_bytes_give_exact_types_or_are_refused(data: bytes) -> None:
    try:
        assert _exact(decode(data))
    except WireError:
        return


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4),
    st.integers(0, 3),
)
@settings(deadline=None, max_examples=500)
def test_changed_bytes_give_exact_types_or_are_refused(
    seed: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    data = bytearray(seed)
    for at, byte in changes:
        data[at % len(data)] = byte
    try:
        assert _exact(decode(bytes(data[: len(data) - cut])))
    except WireError:
        return


def test_nan_and_infinities_keep_their_bits() -> None:
    came = decode(encode([math.nan, -math.inf, -0.0, np.array([np.nan, -0.0])]))
    assert math.isnan(came[0]) and came[1] == -math.inf and math.copysign(1, came[2]) == -1
    assert came[3].tobytes() == np.array([np.nan, -0.0]).tobytes()


def test_a_frame_says_its_length_first() -> None:
    assert wire.frame(b"abc") == b"\0\0\0\3abc"
