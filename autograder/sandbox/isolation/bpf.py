"""A tiny assembler for seccomp filters: every rule is a list of instructions that falls through.

A rule leaves the number of the system call in the accumulator, as it found it.
Arguments are compared by their low 32 bits, which is all that the kernel reads of those used.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import TypeAlias

# (code, jump if true, jump if false, constant): struct sock_filter
Instruction: TypeAlias = tuple[int, int, int, int]
Rule: TypeAlias = list[Instruction]

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_IF_EQUAL, _IF_GREATER, _IF_BITS = 0x15, 0x25, 0x45
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000


def refuse(code: int) -> int:
    """The verdict that makes a call fail with error number `code`."""
    return 0x00050000 | code


def give(verdict: int) -> Rule:
    """End with a verdict."""
    return [(_RETURN, 0, 0, verdict)]


def only_architecture(audit: int) -> Rule:
    """Kill the process when a call comes in through another architecture's door."""
    return [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 1, 0, audit),
        *give(KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
    ]


def above(number: int, verdict: int) -> Rule:
    """Calls numbered higher."""
    return [(_IF_GREATER, 0, 1, number), *give(verdict)]


def always(number: int, verdict: int) -> Rule:
    """One call, whatever its arguments."""
    return [(_IF_EQUAL, 0, 1, number), *give(verdict)]


def when_in(number: int, argument: int, values: Iterable[int], verdict: int) -> Rule:
    """One call, when an argument is one of `values`."""
    tests: Rule = []
    for value in values:
        tests += [(_IF_EQUAL, 0, 1, value), *give(verdict)]
    return _about(number, [_load(argument), *tests])


def unless_in(
    number: int, argument: int, values: Iterable[int], verdict: int, mask: int = 0xFFFFFFFF
) -> Rule:
    """One call, unless an argument, of which only `mask` counts, is one of `values`."""
    allowed = list(values)
    tests: Rule = [
        (_IF_EQUAL, len(allowed) - place, 0, value) for place, value in enumerate(allowed)
    ]
    return _about(number, [_load(argument), (_AND, 0, 0, mask), *tests, *give(verdict)])


def when_bits(number: int, argument: int, bits: int, verdict: int) -> Rule:
    """One call, when an argument has any of `bits`."""
    return _about(number, [_load(argument), (_IF_BITS, 0, 1, bits), *give(verdict)])


def unless_bits(number: int, argument: int, bits: int, verdict: int) -> Rule:
    """One call, when an argument has none of `bits`."""
    return _about(number, [_load(argument), (_IF_BITS, 1, 0, bits), *give(verdict)])


def assemble(rules: Iterable[Rule]) -> bytes:
    """The filter as the kernel reads it: 8 bytes an instruction."""
    return b"".join(struct.pack("=HBBI", *instruction) for rule in rules for instruction in rule)


def _load(argument: int) -> Instruction:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * argument)


def _about(number: int, body: Rule) -> Rule:
    body = [*body, (_LOAD, 0, 0, _NUMBER)]
    return [(_IF_EQUAL, 0, len(body), number), *body]
