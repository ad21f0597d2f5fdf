"""Devices from the grader's side: which there are, who gets which, and what was seen open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import GraderFault, IsolationError
from autograder.sandbox import devices, zygote
from autograder.sandbox.connection import Connection, WorkerLimits
from autograder.sandbox.devices import Turns
from autograder.sandbox.isolation import Device
from autograder.sandbox.launch import ENVIRONMENT, Server, start_zygote

HOLD = """
import mmap, os
kept = []
def hold(*paths):
    for path in paths:
        kept.append(os.open(path, os.O_RDWR))
    return len(kept)
def give_up():
    while kept:
        os.close(kept.pop())
    return 0
def pretend(name):
    open(name, "w").close()
    kept.append(os.open(name, os.O_RDONLY))
    return len(kept)
def reserve(gigabytes):
    # address space alone, as CUDA does: a terabyte is not there to be touched
    mmap.mmap(-1, gigabytes << 30, prot=mmap.PROT_READ, flags=mmap.MAP_PRIVATE | 0x4000)
    return gigabytes
def die(path):
    hold(path)
    import time
    time.sleep(0.3)
    os._exit(3)
"""


@pytest.fixture(scope="module")
def offering(level, stand_ins) -> Iterator[Server]:
    """A zygote whose workers may ask for either stand-in."""
    server = start_zygote(level, ("numpy",), devices=stand_ins)
    yield server
    server.close()


@pytest.fixture
def on_card(start, offering):
    """Devices -> a worker that has them."""
    return lambda *wanted: start(HOLD, on=offering, devices=wanted)


def test_open_nodes_are_seen_from_outside(on_card, stand_ins):
    worker = on_card(stand_ins[0])
    assert worker.connection.opened == ()
    assert worker.call("hold", *stand_ins[0].nodes) == 2
    worker.connection.close()
    assert worker.connection.opened == tuple(sorted(stand_ins[0].nodes))


def test_nodes_that_were_not_opened_are_not_listed(on_card, stand_ins):
    worker = on_card(*stand_ins)
    worker.call("hold", stand_ins[1].nodes[1])
    worker.connection.close()
    assert worker.connection.opened == (stand_ins[1].nodes[1],)


def test_a_file_named_like_a_node_is_none(on_card, stand_ins):
    worker = on_card(stand_ins[0])
    worker.call("pretend", Path(stand_ins[0].nodes[1]).name)
    worker.connection.close()
    assert worker.connection.opened == ()


def test_what_a_crashed_worker_held_is_kept(on_card, stand_ins):
    worker = on_card(stand_ins[0])
    with pytest.raises(Exception, match="exit code 3"):
        worker.call("die", stand_ins[0].nodes[1])
    assert worker.connection.opened == (stand_ins[0].nodes[1],)


def test_two_workers_at_once_have_one_each(on_card, stand_ins):
    first, second = on_card(stand_ins[0]), on_card(stand_ins[1])
    for worker, device in ((first, stand_ins[0]), (second, stand_ins[1])):
        assert worker.call("hold", device.nodes[1]) == 1
    for worker, device in ((first, stand_ins[1]), (second, stand_ins[0])):
        with pytest.raises(Exception, match=r"No such file|denied"):
            worker.call("hold", device.nodes[1])


def test_address_space_is_limited_only_without_a_driver(on_card, stand_ins):
    assert on_card(stand_ins[0]).call("reserve", 1024) == 1024
    with pytest.raises(Exception, match="Cannot allocate memory"):
        on_card().call("reserve", 1024)


def test_a_zygote_that_offers_nothing_gives_nothing(zygote, stand_ins):
    with pytest.raises(GraderFault, match="asked for the device card:0; offered here: none"):
        Connection(zygote.control, WorkerLimits(), stand_ins[:1])


def test_a_zygote_is_not_started_for_a_node_that_is_not_there(level):
    absent = Device("cuda:0", ("/dev/nvidia-absent",))
    with pytest.raises(IsolationError, match=r"/dev/nvidia-absent.*not there.*nvidia-modprobe"):
        start_zygote(level, (), devices=(absent,))


def test_the_zygote_holds_no_node(offering, on_card, stand_ins):
    on_card(stand_ins[0]).call("hold", stand_ins[0].nodes[1])
    numbers = devices.numbers(stand_ins)
    held = {os.stat(f).st_rdev for f in Path(f"/proc/{offering.pid}/fd").iterdir() if f.exists()}
    assert not held & numbers.keys()


def test_no_worker_is_forked_once_a_node_is_open(stand_ins):
    numbers = devices.numbers(stand_ins)
    zygote.refuse_started(numbers)
    with open(stand_ins[0].nodes[1], "rb"), pytest.raises(GraderFault, match="CUDA was started"):
        zygote.refuse_started(numbers)


def test_no_worker_is_forked_once_torch_has_started_cuda(monkeypatch):
    torch = pytest.importorskip("torch")
    zygote.refuse_started(())
    for name in ("is_initialized", "_is_in_bad_fork"):
        with monkeypatch.context() as patch, pytest.raises(GraderFault, match="CUDA was started"):
            patch.setattr(torch.cuda, name, lambda: True)
            zygote.refuse_started(())


def test_nothing_of_the_grader_sees_a_gpu_by_itself():
    assert ENVIRONMENT["CUDA_VISIBLE_DEVICES"] == ""


@pytest.fixture
def machine(tmp_path):
    """A machine with two GPUs, of which the driver tells one's id."""
    (tmp_path / "dev").mkdir()
    nodes = ("nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")
    for name in (*nodes, "nvidia-modeset", "null"):
        (tmp_path / "dev" / name).touch()
    about = tmp_path / "proc/driver/nvidia/gpus/0000:01:00.0/information"
    about.parent.mkdir(parents=True)
    about.write_text("Model: \t\t A\nGPU UUID: \t GPU-12ab-34cd\nDevice Minor: \t 1\n")
    return tmp_path


def test_a_gpu_takes_its_own_node_and_the_shared_ones(machine):
    first, second = devices.find(machine, ())
    assert (first.name, second.name) == ("cuda:0", "cuda:1")
    shared = ("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools")
    assert first.nodes == (*shared, "/dev/nvidia0")
    assert second.nodes == (*shared, "/dev/nvidia1")


def test_a_gpu_is_chosen_by_id_where_it_is_known(machine):
    chosen = [dict(gpu.environment)["CUDA_VISIBLE_DEVICES"] for gpu in devices.find(machine, ())]
    assert chosen == ["0", "GPU-12ab-34cd"]


def test_a_node_that_cuda_needs_is_listed_even_where_it_is_not_there(machine):
    for name in ("nvidia-uvm", "nvidia-uvm-tools"):
        (machine / "dev" / name).unlink()
    nodes = devices.find(machine, ())[0].nodes
    assert nodes == ("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia0")


def test_a_machine_without_a_gpu_offers_none(machine):
    for name in ("nvidia0", "nvidia1"):
        (machine / "dev" / name).unlink()
    assert devices.find(machine, ()) == ()


def test_libraries_that_the_loader_does_not_find_are_put_in_its_way(machine, tmp_path, monkeypatch):
    for name in ("libcuda.so.1", "libnvidia-ptxjitcompiler.so.1", "libcudart.so.12", "notes.txt"):
        (tmp_path / name).touch()
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{tmp_path}:relative:")
    found = devices.find(machine)[0]
    shown = {Path(file).name for file in found.files if Path(file).parent == tmp_path}
    assert shown == {"libcuda.so.1", "libnvidia-ptxjitcompiler.so.1"}
    assert found.library_path == (str(tmp_path),)


def test_devices_cross_as_text_unchanged(machine, stand_ins):
    made = (*devices.find(machine, ("/x/libcuda.so.1",)), *stand_ins)
    assert devices.from_json(devices.to_json(made)) == made


def test_devices_of_a_kind_are_given_in_turn(stand_ins):
    turns = Turns(stand_ins)
    assert [turns.take("card") for _ in range(3)] == ["card:0", "card:1", "card:0"]
    assert turns.take("card:1") == "card:1"


def test_a_kind_that_is_not_offered_is_the_graders_fault(stand_ins):
    with pytest.raises(GraderFault, match="device cuda was asked for; offered here: card:0, card"):
        Turns(stand_ins).take("cuda")
