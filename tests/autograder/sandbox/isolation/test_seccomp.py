"""The filter's verdicts, by running its program as the kernel would, for both architectures."""

from __future__ import annotations

import errno
import platform
import struct

import pytest

from autograder.sandbox.isolation import seccomp, syscall_numbers

ALLOW, KILL = "allow", "kill"
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def verdict(program: bytes, audit: int, number: int, *arguments: int) -> str:
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("<iIQ6Q", number - (1 << 32) * (number >> 31), audit, 0, *padded)
    code = list(struct.iter_unpack("=HBBI", program))
    at, accumulator = 0, 0
    while True:
        operation, jump_true, jump_false, constant = code[at]
        at += 1
        if operation == 0x20:
            accumulator = struct.unpack_from("<I", data, constant)[0]
        elif operation == 0x54:
            accumulator &= constant
        elif operation == 0x06:
            return _name(constant)
        else:
            true = {
                0x15: accumulator == constant,
                0x25: accumulator > constant,
                0x45: bool(accumulator & constant),
            }[operation]
            at += jump_true if true else jump_false


def _name(result: int) -> str:
    if result >> 16 == 5:
        return errno.errorcode[result & 0xFFFF]
    return {0x7FFF0000: ALLOW, 0x80000000: KILL}[result]


@pytest.fixture(params=AUDIT)
def ask(request, monkeypatch):
    """Answers (name, *arguments) on one architecture, for process 7."""
    monkeypatch.setattr(platform, "machine", lambda: request.param)
    program = seccomp.program(7, guard_attributes=True)

    def answer(name: str | int, *arguments: int, audit: int = AUDIT[request.param]) -> str:
        number = syscall_numbers.number(name) if isinstance(name, str) else name
        return ALLOW if number is None else verdict(program, audit, number, *arguments)

    answer.architecture = request.param
    return answer


def test_another_architectures_calls_kill(ask):
    for audit in (0x40000003, 0x40000028, 0):
        assert ask("kill", 7, 0, audit=audit) == KILL


def test_unknown_and_x32_calls_do_not_exist(ask):
    assert ask(470) == ask(1000) == ask(0x40000000) == ask(0x40000000 | 59) == "ENOSYS"
    assert ask(0xFFFFFFFF) == "ENOSYS"
    assert ask("clone3") == "ENOSYS"


def test_threads_are_allowed_and_processes_are_not(ask):
    thread = 0x3D0F00
    assert ask("clone", thread) == ALLOW
    assert ask("clone", thread & ~0x10000) == "EPERM"
    assert ask("clone", 17) == "EPERM"
    for namespace in (1 << 17, *(1 << bit for bit in range(25, 31))):
        assert ask("clone", thread | namespace) == "EPERM"


def test_upper_halves_of_arguments_hide_nothing(ask):
    high = 1 << 32
    assert ask("ioctl", 1, high | 0x5412) == "EPERM"
    assert ask("fcntl", 1, high | 8) == "EPERM"
    assert ask("kill", high | 8, 9) == "EPERM"


@pytest.mark.parametrize("name", ["kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"])
def test_signals_reach_only_oneself(ask, name):
    assert ask(name, 7) == ALLOW
    for target in (0, 1, 8, 0xFFFFFFFF, 0xFFFFFFF9):
        assert ask(name, target) == "EPERM"


@pytest.mark.parametrize("name", ["prlimit64", "sched_setaffinity", "sched_setattr"])
def test_settings_reach_only_oneself(ask, name):
    assert ask(name, 0) == ask(name, 7) == ALLOW
    assert ask(name, 8) == "EPERM"


def test_socket_pairs_are_streams_between_themselves(ask):
    cloexec = 0o2000000
    assert ask("socketpair", 1, 1) == ask("socketpair", 1, 1 | cloexec) == ALLOW
    assert ask("socketpair", 1, 5) == ALLOW
    assert ask("socketpair", 1, 2) == ask("socketpair", 1, 2 | cloexec) == "EPERM"
    assert ask("socketpair", 30, 1) == "EPERM"


def test_harmless_requests_pass(ask):
    assert ask("ioctl", 1, 0x5401) == ask("fcntl", 1, 2) == ask("prctl", 15) == ALLOW
    reads, writes = {"x86_64": (0, 1), "aarch64": (63, 64)}[ask.architecture]
    assert ask(reads) == ask(writes) == ALLOW


def test_listed_calls_are_refused_on_both_architectures(ask):
    for name in ("execve", "execveat", "socket", "ptrace", "bpf", "unshare", "mount", "setns"):
        assert ask(name) == "EPERM"
    assert ask("io_uring_setup") == ask("memfd_create") == ask("pidfd_getfd") == "EPERM"


def test_attributes_are_guarded_only_where_asked(ask):
    assert ask("fchmodat") == ask("setxattr") == "EPERM"
    free = seccomp.program(7, guard_attributes=False)
    number = syscall_numbers.number("fchmodat")
    assert verdict(free, AUDIT[ask.architecture], number) == ALLOW


def test_the_table_agrees_with_this_machines_headers():
    header = {"x86_64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"}.get(
        platform.machine(), "/usr/include/asm-generic/unistd.h"
    )
    try:
        with open(header) as file:
            lines = [line.split() for line in file if line.startswith("#define __NR")]
    except OSError:
        pytest.skip(f"the kernel's headers are not installed: no {header}")
    known = {
        words[1].removeprefix("__NR3264_").removeprefix("__NR_"): int(words[2])
        for words in lines
        if len(words) == 3 and words[2].isdigit()
    }
    column = syscall_numbers.column()
    table = {name: numbers[column] for name, numbers in syscall_numbers._NUMBERS.items()}
    compared = {name: number for name, number in table.items() if name in known}
    assert len(compared) > 80
    assert compared == {name: known[name] for name in compared}
