"""What a walled-in worker can do beside files: processes, network, rights, resources."""

from __future__ import annotations

import os
import platform
import signal
import time
from pathlib import Path

import pytest

from autograder.sandbox.isolation import rlimits

LIBC = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    if getattr(libc, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)
    return "done"
"""


def test_no_other_program_or_process_can_be_started(jail):
    seen = jail.run(
        """
import os, subprocess, multiprocessing
result = {
    "fork": refused(os.fork),
    "exec": refused(os.execv, "/bin/true", ["true"]),
    "spawn": refused(os.posix_spawn, "/bin/true", ["true"], {}),
    "system": os.system("true"),
    "subprocess": refused(subprocess.run, ["/bin/true"]),
}
"""
    )
    assert seen.pop("system") != 0
    assert set(seen.values()) <= {"EPERM", "ENOENT"}, seen


def test_there_is_no_network(jail):
    seen = jail.run(
        """
import socket
families = {"inet": socket.AF_INET, "inet6": socket.AF_INET6, "unix": socket.AF_UNIX,
            "netlink": socket.AF_NETLINK, "packet": socket.AF_PACKET}
kinds = {"stream": socket.SOCK_STREAM, "datagram": socket.SOCK_DGRAM, "raw": socket.SOCK_RAW}
result = [refused(socket.socket, family, kind)
          for family in families.values() for kind in kinds.values()]
left, right = socket.socketpair()
result += [refused(left.bind, "\\0name"), refused(left.connect, "/run/systemd/notify"),
           refused(left.listen), refused(left.accept)]
result += [refused(socket.socketpair, socket.AF_UNIX, socket.SOCK_DGRAM)]
result += [refused(socket.create_connection, ("127.0.0.1", 22))]
"""
    )
    assert set(seen) <= {"EPERM"}, seen


def test_names_are_not_resolved(jail):
    code = "import socket; result = refused(socket.getaddrinfo, 'localhost', 80)"
    assert not jail.run(code).startswith("allowed")


def test_no_process_but_itself_can_be_signalled(jail):
    seen = jail.run(
        """
import os, signal
targets = [zygote, keeper, -1, 0, 1 if os.getpid() != 1 else 2, -keeper]
result = [refused(os.kill, target, sent) for target in targets for sent in (0, 9, 15)]
result += [refused(os.killpg, 0, 9), refused(os.pidfd_open, keeper)]
result += [refused(signal.pidfd_send_signal, 0, 0)]
"""
    )
    assert set(seen) <= {"EPERM", "ESRCH"}, seen
    assert jail.run("result = 'the zygote is still there'")


def test_a_descriptor_cannot_be_made_to_signal_another_process(jail):
    seen = jail.run(
        """
import fcntl, os
result = [refused(fcntl.fcntl, out, command, keeper) for command in (8, 10)]
result += [refused(fcntl.ioctl, out, command, keeper) for command in (0x8901, 0x8902, 0x5412)]
"""
    )
    assert set(seen) == {"EPERM"}, seen


def test_a_worker_cannot_outlive_its_keeper_by_asking(jail):
    code = LIBC + "result = [refused(call, 'prctl', 1, 0), refused(call, 'prctl', 4, 1)]"
    assert jail.run(code) == ["EPERM", "EPERM"]


def test_a_worker_dies_with_its_keeper(any_jail):
    asleep = any_jail.ask(sleep=True)
    status = Path(f"/proc/{asleep['pid']}/status")
    assert "State:\tZ" not in status.read_text()
    any_jail.ask(end=asleep["keeper"])
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not status.exists() or "State:\tZ" in status.read_text():
            return
        time.sleep(0.01)
    pytest.fail("the worker lives on")


DANGEROUS = [
    "call('mount', b'none', b'/tmp', b'tmpfs', 0, None)",
    "call('umount2', b'/tmp', 2)",
    "call('chroot', b'/')",
    "call('unshare', 0x10000000)",
    "call('unshare', 0x00020000)",
    "call('setns', 0, 0)",
    "call('ptrace', 0, 0, 0, 0)",
    "call('ptrace', 16, keeper, 0, 0)",
    "call('process_vm_readv', keeper, None, 0, None, 0, 0)",
    "call('personality', 0x0040000)",
    "call('sethostname', b'x', 1)",
    "call('syscall', 321, 0, 0, 0)",  # bpf
    "call('syscall', 298, 0, 0, 0, 0, 0)",  # perf_event_open
    "call('syscall', 323, 0)",  # userfaultfd
    "call('syscall', 425, 1, 0)",  # io_uring_setup
    "call('syscall', 304, 0, 0, 0)",  # open_by_handle_at
    "call('syscall', 428, -100, b'/', 0)",  # open_tree
    "call('syscall', 442, -100, b'/', 0, 0, 0)",  # mount_setattr
    "call('syscall', 319, b'x', 0)",  # memfd_create
    "call('syscall', 29, 0, 4096, 0o1600)",  # shmget
    "call('syscall', 56, 17, 0, 0, 0, 0)",  # clone without CLONE_THREAD
    "call('syscall', 317, 1, 0, 0)",  # seccomp
]


@pytest.mark.parametrize("attempt", DANGEROUS)
def test_dangerous_calls_are_refused(jail, attempt):
    if "'syscall'" in attempt and platform.machine() != "x86_64":
        pytest.skip("the numbers in this test are those of x86_64")
    assert jail.run(f"{LIBC}\nresult = refused(lambda: {attempt})") == "EPERM"


def test_calls_that_a_filter_cannot_check_do_not_exist(jail):
    code = LIBC + "result = [refused(call, 'syscall', n, 0, 0) for n in (435, 470, 600, 1 << 30)]"
    assert jail.run(code) == ["ENOSYS"] * 4


def test_there_are_no_rights_and_no_way_to_gain_them(jail):
    seen = jail.run(
        LIBC
        + """
class Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]
header, sets = Header(0x20080522, 0), (ctypes.c_uint32 * 6)()
call("capget", ctypes.byref(header), sets)
bounding = [libc.prctl(23, n, 0, 0, 0) for n in range(41)]
result = {"sets": list(sets), "bounding": bounding, "no new": libc.prctl(39, 0, 0, 0, 0),
          "dumpable": libc.prctl(3, 0, 0, 0, 0), "seccomp": libc.prctl(21, 0, 0, 0, 0)}
sets[0] = sets[1] = 1 << 21
result["ask"] = refused(call, "capset", ctypes.byref(header), sets)
result["root"] = refused(os.setuid, 0) if os.getuid() else "EPERM"
"""
    )
    assert seen["sets"] == [0] * 6
    assert (seen["no new"], seen["dumpable"], seen["seccomp"]) == (1, 0, 2)
    assert seen["ask"] == "EPERM"
    assert seen["root"] in {"EPERM", "EINVAL"}
    if jail.level == "namespaces" or jail.user is None:
        assert not any(value == 1 for value in seen["bounding"])


def test_a_worker_is_nobody_outside(namespaces):
    outside = namespaces.ask(code="result = 1")["outside"]
    user = namespaces.user or os.getuid() or 65534
    assert outside["Uid"].split() == [str(user)] * 4
    assert int(outside["CapBnd"], 16) == int(outside["CapPrm"], 16) == 0
    assert namespaces.run("import os; result = [os.getpid(), os.getppid()]") == [1, 0]
    assert namespaces.run("import os; result = os.uname().nodename") == "sandbox"


def test_every_worker_has_namespaces_of_its_own(namespaces):
    if os.geteuid() != 0:
        pytest.skip("only root may look at the namespaces of a worker")
    kinds = ("user", "mnt", "pid", "net", "ipc", "uts")
    sleepers = [namespaces.ask(sleep=True) for _ in range(2)]
    try:
        watched = [os.getpid(), namespaces.pid, *(asleep["pid"] for asleep in sleepers)]
        inside = {
            kind: [os.readlink(f"/proc/{pid}/ns/{kind}") for pid in watched] for kind in kinds
        }
    finally:
        for asleep in sleepers:
            namespaces.ask(end=asleep["keeper"])
    assert inside["pid"][0] == inside["pid"][1]  # only workers leave the host's process table
    del inside["pid"][1]
    for kind, seen in inside.items():
        assert len(set(seen)) == len(seen), kind


def test_no_descriptor_is_open_but_those_handed_over(any_jail):
    open_ones, out = any_jail.run(
        """
import os
def is_open(fd):
    try:
        return os.fstat(fd) is not None
    except OSError:
        return False
result = [[fd for fd in range(1025) if is_open(fd)], out]
"""
    )
    assert open_ones == sorted({0, 1, 2, out})


def test_standard_streams_lead_nowhere(any_jail):
    code = "import os; result = [os.fstat(fd).st_rdev for fd in (0, 1, 2)]"
    null = Path("/dev/null").stat().st_rdev
    assert any_jail.run(code) == [null] * 3


def test_resources_are_limited(any_jail):
    files = """
import os
opened = []
def open_many():
    while True:
        opened.append(os.open(".", os.O_RDONLY))
result = [refused(open_many), max(opened) < 30]
"""
    assert any_jail.run(files, open_files=30) == ["EMFILE", True]
    memory = "result = [refused(lambda: len(bytes(200 << 20))), len(bytes(20 << 20))]"
    assert any_jail.run(memory, memory_mb=100) == ["MemoryError", 20 << 20]
    core = "import resource; result = resource.getrlimit(resource.RLIMIT_CORE)"
    assert any_jail.run(core) == [0, 0]


def test_limits_cannot_be_raised_nor_laid_on_others(jail):
    seen = jail.run(
        """
import os, resource as r
result = [refused(r.setrlimit, r.RLIMIT_NOFILE, (5000, 5000)),
          refused(r.prlimit, keeper, r.RLIMIT_NOFILE, (1, 1)),
          refused(os.setpriority, os.PRIO_USER, 0, 19),
          refused(os.sched_setaffinity, keeper, {0})]
"""
    )
    assert seen == ["ValueError", "EPERM", "EPERM", "EPERM"]


def test_processor_time_is_limited(any_jail):
    answer = any_jail.ask(code="while True: pass", limits={"cpu_seconds": 1})
    assert answer["status"] in {-signal.SIGKILL, -signal.SIGXCPU}


BOMB = """
import threading
stop = threading.Event()
threading.stack_size(1 << 16)
count = 0
try:
    while count < 5000:
        threading.Thread(target=stop.wait, daemon=True).start()
        count += 1
except RuntimeError:
    pass
result = count
stop.set()
"""


def test_threads_are_limited_and_one_workers_bomb_takes_none_from_the_next(namespaces):
    if not rlimits.counts_per_user_namespace():
        pytest.skip("before Linux 5.14 threads are not counted by user namespace")
    for _ in range(2):
        assert 10 <= namespaces.run(BOMB, threads=30) < 30


def test_threads_of_a_whole_user_are_bounded_at_the_other_levels(any_jail):
    if any_jail.level == "namespaces":
        pytest.skip("there, threads are bounded by worker")
    if any_jail.user is None and os.geteuid() == 0:
        pytest.skip("root's threads are not bounded")
    assert any_jail.run(BOMB, threads=4) < 2000


def test_many_workers_leave_nothing_behind(any_jail):
    proc = Path(f"/proc/{any_jail.pid}")

    def traces() -> tuple[int, int]:
        return len(list((proc / "fd").iterdir())), len((proc / "mounts").read_text().splitlines())

    before = traces()
    for _ in range(200 if any_jail.level == "namespaces" else 50):
        answer = any_jail.ask(code="open('file', 'w').close()")
        assert (answer["status"], answer["left"]) == (0, False), answer
    assert traces() == before
    children = proc / f"task/{any_jail.pid}/children"
    deadline = time.monotonic() + 5
    while children.read_text() and time.monotonic() < deadline:
        time.sleep(0.01)  # the last keeper may be on its way out
    assert children.read_text() == ""
