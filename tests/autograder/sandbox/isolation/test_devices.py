"""A worker that asks for a device has that device's nodes, and nothing more than before."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import autograder
from autograder.errors import IsolationError
from autograder.sandbox import devices
from autograder.sandbox.isolation import Device, Level, Spec, landlock, lifecycle, visible

CHECKOUT = str(Path(autograder.__file__).parents[1])
STANDARD = {"null", "zero", "full", "random", "urandom"}
GONE = {"ENOENT", "EACCES"}
CARD = ["card:0"]

OPEN = """
import os
def look(path):
    return os.read(os.open(path, os.O_RDWR), 4)
result = {path: refused(look, path) for path in arguments}
"""
# TCGETS, which the kernel answers with ENOTTY for what is no terminal
COMMAND = """
import fcntl, os
result = [refused(fcntl.ioctl, os.open(path, os.O_RDWR), 0x5401) for path in arguments]
"""
NAME_A_THREAD = """
import threading
def name():
    path = f"/proc/self/task/{threading.get_native_id()}/comm"
    with open(path, "w") as stream:
        stream.write("driver")
    return open(path).read()
said = []
for _ in range(2):
    thread = threading.Thread(target=lambda: said.append(refused(name)))
    thread.start()
    thread.join()
result = said
"""


@pytest.fixture
def jail(device_jail):
    return device_jail


@pytest.fixture
def own(stand_ins: tuple[Device, Device]) -> tuple[str, ...]:
    """Nodes of card:0."""
    return stand_ins[0].nodes


@pytest.fixture
def other(stand_ins: tuple[Device, Device]) -> str:
    """The node that card:1 alone has."""
    return stand_ins[1].nodes[1]


def test_nodes_of_the_device_can_be_used_and_no_others(jail, own, other):
    seen = jail.run(OPEN, [*own, other, "/dev/fuse", "/dev/tty", "/dev/ptmx"], CARD)
    assert [seen.pop(node)[:10] for node in own] == ["allowed: b"] * 2
    assert set(seen.values()) <= GONE, seen


def test_both_devices_can_be_asked_for_at_once(jail, own, other):
    seen = jail.run(OPEN, [*own, other], ["card:0", "card:1"])
    assert {text[:9] for text in seen.values()} == {"allowed: "}, seen


def test_a_worker_that_asks_for_none_has_none(jail, own, other):
    seen = jail.run(OPEN, [*own, other])
    assert set(seen.values()) <= GONE, seen


def test_exactly_these_nodes_exist(jail, own, other):
    if jail.level != Level.NAMESPACES:
        pytest.skip("Landlock hides no names")
    listing = "import os; result = os.listdir('/dev')"
    names = {os.path.basename(node) for node in own}
    assert set(jail.run(listing, devices=CARD)) == STANDARD | names
    assert set(jail.run(listing)) == STANDARD


def test_commands_reach_the_device_and_no_other_node(jail, own):
    if landlock.version() < 5:
        pytest.skip("before Linux 6.10, Landlock knows nothing of ioctl")
    nodes = [*own, "/dev/null", "/dev/zero"]
    assert jail.run(COMMAND, nodes, CARD) == ["EINVAL", "ENOTTY", "EACCES", "EACCES"]


def test_its_variables_are_set_in_its_worker_alone(jail):
    code = "import os; result = os.environ.get('CUDA_VISIBLE_DEVICES')"
    assert jail.run(code, devices=["card:1"]) == "1"
    assert jail.run(code) is None


def test_threads_can_be_named_where_there_is_a_device(jail):
    assert jail.run(NAME_A_THREAD, devices=CARD) == ["allowed: 'driver\\n'"] * 2
    assert set(jail.run(NAME_A_THREAD)) <= GONE


def test_proc_shows_the_worker_alone(jail, own):
    paths = ["/proc/uptime", "/proc/mounts", "/proc/net/tcp", "/proc/sys/kernel/osrelease"]
    paths += [f"/proc/{jail.pid}/status", "/proc/sysrq-trigger", "/proc/kcore"]
    code = "result = {path: refused(lambda: open(path).read(9)) for path in arguments}"
    # its own mounts are not its own secret, but at `landlock` they would be the host's
    allowed = ["/proc/self/status", "/proc/devices"]
    seen = jail.run(code, [*allowed, *paths], CARD)
    assert {seen.pop(path)[:9] for path in allowed} == {"allowed: "}
    if jail.level == Level.NAMESPACES:
        assert jail.run("import os; result = sorted(os.listdir('/proc'))", devices=CARD) == [
            "1",
            "cpuinfo",
            "devices",
            "self",
        ]
    else:
        seen.pop("/proc/mounts")  # a link into /proc/self
        seen.pop("/proc/net/tcp")
    assert set(seen.values()) <= GONE, seen


def test_what_the_zygote_keeps_for_others_is_out_of_reach(jail, other):
    if jail.level != Level.NAMESPACES:
        pytest.skip("there is no root of its own at landlock")
    code = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def unmount(place):
    if libc.umount2(place.encode(), 2):
        raise OSError(ctypes.get_errno(), place)
places = ["/submission", "/dev", "/proc", "/tmp"]
result = [[refused(unmount, place) for place in places], os.listdir("/submission"),
          refused(os.mknod, "/submission/x", 0o20666, os.makedev(1, 3)),
          refused(os.mknod, "/dev/x", 0o20666, os.makedev(1, 3))]
"""
    for wanted in ([], CARD):
        unmounted, listed, *made = jail.run(code, devices=wanted)
        assert unmounted == ["EPERM"] * 4 and listed == []
        assert set(made) <= {"EPERM", "EACCES", "EROFS"}


def test_what_a_driver_holds_open_can_be_seen_from_outside(jail):
    """Else the grader, where it is an ordinary user, could not record it."""
    waits = "import time; time.sleep(0.5)"
    assert jail.ask(code=waits, devices=CARD)["outside"]["descriptors"] == "allowed"
    if jail.level == Level.LANDLOCK and jail.user is None and os.geteuid() == 0:
        return  # root sees everything
    assert jail.ask(code=waits)["outside"]["descriptors"] == "EACCES"


def test_only_a_driver_may_have_memory_files(jail):
    code = "import os; result = refused(os.memfd_create, 'x')"
    assert jail.run(code) == "EPERM"
    assert jail.run(code, devices=CARD).startswith("allowed")


def test_forbidden_calls_stay_forbidden(jail):
    code = "import os, socket; result = [refused(os.fork), refused(socket.socket)]"
    assert jail.run(code, devices=CARD) == ["EPERM", "EPERM"]


def test_a_device_that_is_not_offered_is_named(stand_ins):
    with pytest.raises(IsolationError, match=r"asked for the device card:7; offered here: card:0"):
        lifecycle._granted(Spec(devices=stand_ins), ["card:7"])


def test_a_missing_node_is_named_with_the_remedy(stand_ins):
    absent = replace(stand_ins[0], nodes=("/dev/absent",))
    with pytest.raises(IsolationError, match=r"card:0 needs the device node /dev/absent, .*: run"):
        visible.find(Spec(devices=(absent,)))


@pytest.mark.parametrize("node", ["/etc/passwd", "/dev/shm"])
def test_what_is_no_device_node_is_refused(stand_ins, node):
    with pytest.raises(IsolationError, match=node):
        visible.find(Spec(devices=(replace(stand_ins[0], nodes=(node,)),)))


def test_a_covered_proc_is_refused_with_the_remedy(stand_ins):
    """As containers cover parts of /proc: a fresh one would uncover them."""
    code = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from autograder.errors import IsolationError
from autograder.sandbox import devices
from autograder.sandbox.isolation import Level, Limits, Spec, enter_zygote, fork_worker, syscalls
syscalls.unshare(syscalls.CLONE_NEWNS)
syscalls.mount("none", "/", flags=syscalls.MS_REC | syscalls.MS_PRIVATE)
syscalls.mount("tmpfs", "/proc/irq", "tmpfs")
context = enter_zygote(Level.NAMESPACES, Spec(devices=devices.from_json(sys.argv[2])))
try:
    fork_worker(context, lambda: os._exit(0), Limits(), devices=["card:0"])
except IsolationError as error:
    print(error)
"""
    if os.geteuid() != 0:
        pytest.skip("covering a part of /proc takes root")
    command = [sys.executable, "-c", code, CHECKOUT, devices.to_json(stand_ins)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "a /proc of the worker's own" in said and "--isolation landlock" in said, said
