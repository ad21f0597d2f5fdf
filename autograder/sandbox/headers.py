"""A look at a message's headers before anything is made of them.

One byte can stand for a value that costs the reader a hundred, so that values are counted first;
and of all that msgpack can say, only what `wire.encode` writes is let through.
"""

from __future__ import annotations

from enum import IntEnum

from autograder.errors import WireError

MAX_ITEMS = 2**17  # values in one message; an array is a few
MAX_DEPTH = 128  # lists and extensions inside each other


class _Role(IntEnum):
    DATA = 0  # `size` bytes follow
    LIST = 1  # `size` values follow
    EXTENSION = 2  # a code and `size` bytes follow


def _headers() -> dict[int, tuple[int, int, _Role]]:
    """First byte -> bytes that hold the size, the size where there are none, what follows."""
    data, items, extension = _Role
    found = {head: (0, 0, data) for head in (*range(0x80), *range(0xE0, 0x100), 0xC0, 0xC2, 0xC3)}
    found |= {0x90 + size: (0, size, items) for size in range(16)}
    found |= {0xA0 + size: (0, size, data) for size in range(32)}
    found |= {0xCC + power: (0, 2**power, data) for power in range(4)}  # unsigned
    found |= {0xD0 + power: (0, 2**power, data) for power in range(4)}  # signed
    found |= {0xD4 + power: (0, 2**power, extension) for power in range(5)}
    for power in range(3):
        width = 2**power
        found[0xC4 + power] = found[0xD9 + power] = (width, 0, data)  # bytes, text
        found[0xC7 + power] = (width, 0, extension)
    return found | {0xCB: (0, 8, data), 0xDC: (2, 0, items), 0xDD: (4, 0, items)}


_HEADERS = _headers()


def check(data: bytes | memoryview, extensions: range, raw: frozenset[int]) -> None:
    """Refuse a message that is not made of known headers, or of too many values.

    Args:
        data: the message.
        extensions: known codes.
        raw: those whose payload is no value.

    Raises:
        WireError: says why.
    """
    at, seen = 0, 0
    open_at = [1]  # values still to come, on each level
    while open_at:
        if not open_at[-1]:
            open_at.pop()
            continue
        open_at[-1] -= 1
        seen += 1
        if seen > MAX_ITEMS:
            raise WireError(f"more than {MAX_ITEMS:,} values in one message")
        if len(open_at) > MAX_DEPTH:
            raise WireError(f"nested deeper than {MAX_DEPTH} levels")
        at, size, role = _header(data, at)
        if role is _Role.LIST:
            open_at.append(size)
        elif role is _Role.DATA:
            at += size
        elif _code(data, at, extensions) in raw:
            at += 1 + size
        else:
            at += 1
            open_at.append(1)


def _header(data: bytes | memoryview, at: int) -> tuple[int, int, _Role]:
    """Where the header at `at` ends, its size, and what follows."""
    if at >= len(data):
        raise WireError("the message is cut off")
    if data[at] not in _HEADERS:
        raise WireError(f"no value begins with byte {data[at]:#04x}")
    width, size, role = _HEADERS[data[at]]
    at += 1
    if width:
        size = int.from_bytes(data[at : at + width], "big")
    return at + width, size, role


def _code(data: bytes | memoryview, at: int, extensions: range) -> int:
    code = data[at] if at < len(data) else 0
    if code not in extensions:
        raise WireError(f"unknown extension {code}")
    return code
