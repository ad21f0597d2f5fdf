"""Devices that workers may ask for: which GPUs this machine has, and what using one takes.

What CUDA opens is not documented as a whole. Known from its vendor's container tools and from
reports of other sandboxes: the nodes below, the driver's libraries, /proc/driver/nvidia, the
machine's memory nodes in /sys, a /proc/self whose threads can be named, and memfd_create.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.errors import GraderFault
from autograder.sandbox.isolation import Device

CUDA = "cuda"
# nvidia-modeset, which drives displays, is left out.
_SHARED = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")
_NEEDED = _SHARED[:2]
_GPU = re.compile(r"nvidia(\d+)")
_LIBRARY = re.compile(r"(libcuda|libcudadebugger|libnvidia-[\w-]+)\.so(\.|$)")
_FILES = ("/sys/devices/system/node", "/sys/devices/system/memory/block_size_bytes")
_PROC = ("devices", "meminfo", "version", "driver/nvidia", "driver/nvidia-uvm")
_LDCONFIG = ("/sbin/ldconfig", "/usr/sbin/ldconfig")
_PATIENCE_S = 20


def find(root: Path = Path("/"), libraries: Iterable[str] | None = None) -> tuple[Device, ...]:
    """The machine's NVIDIA GPUs, "cuda:0" and so on by their nodes' numbers; none elsewhere.

    No library of the driver is called: a process that does may no longer fork workers.

    Args:
        root: where the machine's files lie.
        libraries: the driver's; None: those that the loader knows.
    """
    there = root / "dev"
    names = os.listdir(there) if there.is_dir() else []
    numbers = sorted(int(match[1]) for name in names if (match := _GPU.fullmatch(name)))
    if not numbers:
        return ()
    found = tuple(_driver_libraries() if libraries is None else libraries)
    shared = [name for name in _SHARED if name in names or name in _NEEDED]
    ids = _unique_ids(root)
    return tuple(
        Device(
            name=f"{CUDA}:{number}",
            nodes=tuple(f"/dev/{name}" for name in (*shared, f"nvidia{number}")),
            files=(*(file for file in _FILES if (root / file[1:]).exists()), *found),
            proc=_PROC,
            library_path=_unknown_to_the_loader(found),
            # A worker sees one GPU's node, so that it counts from 0; an id holds in any case.
            environment=(
                ("CUDA_VISIBLE_DEVICES", ids.get(number, "0")),
                ("CUDA_CACHE_DISABLE", "1"),
            ),
        )
        for number in numbers
    )


class Turns:
    """Which of the devices offered a worker gets: each in turn. Threads may share one."""

    def __init__(self, offered: Sequence[Device]) -> None:
        self._offered, self._count = tuple(offered), itertools.count()

    def take(self, wanted: str) -> str:
        """A kind, such as "cuda", or a name -> a name.

        Raises:
            GraderFault: no such device is offered.
        """
        fitting = [d.name for d in self._offered if wanted in (d.name, d.name.partition(":")[0])]
        if not fitting:
            there = ", ".join(device.name for device in self._offered) or "none"
            raise GraderFault(
                f"the device {wanted} was asked for; offered here: {there}. Run `autograder doctor`"
            )
        return fitting[next(self._count) % len(fitting)]


def numbers(devices: Iterable[Device]) -> dict[int, str]:
    """Each node's device number, and its path; those that are not there are left out."""
    nodes = {node for device in devices for node in device.nodes}
    return {os.stat(node).st_rdev: node for node in sorted(nodes) if os.path.exists(node)}


def to_json(devices: Iterable[Device]) -> str:
    """Devices as one argument of a command."""
    return json.dumps([asdict(device) for device in devices])


def from_json(text: str) -> tuple[Device, ...]:
    """Devices from what `to_json` wrote."""
    return tuple(
        Device(**{key: _frozen(value) for key, value in entry.items()})
        for entry in json.loads(text)
    )


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _unique_ids(root: Path) -> dict[int, str]:
    """Node's number -> the GPU's id, as far as the driver tells."""
    ids: dict[int, str] = {}
    for path in root.glob("proc/driver/nvidia/gpus/*/information"):
        lines = path.read_text(errors="replace").splitlines()
        fields = {key.strip(): value.strip() for key, _, value in (x.partition(":") for x in lines)}
        number, identity = fields.get("Device Minor", ""), fields.get("GPU UUID", "")
        if number.isdigit() and re.fullmatch(r"GPU-[0-9a-f-]+", identity):
            ids[int(number)] = identity
    return ids


def _driver_libraries() -> Iterator[str]:
    """Those that the loader's cache lists, then those in LD_LIBRARY_PATH."""
    for line in _loader_cache():
        name, _, path = line.strip().partition(" => ")
        if path and _LIBRARY.match(name.split(" ")[0]):
            yield path
    for directory in filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(":")):
        if os.path.isabs(directory) and os.path.isdir(directory):
            yield from (str(p) for p in Path(directory).iterdir() if _LIBRARY.match(p.name))


def _loader_cache() -> list[str]:
    for program in filter(os.path.exists, _LDCONFIG):
        done = subprocess.run(
            [program, "-p"], capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
        return done.stdout.splitlines()
    return []


def _unknown_to_the_loader(libraries: Iterable[str]) -> tuple[str, ...]:
    known = {str(Path(line.partition(" => ")[2]).parent) for line in _loader_cache()}
    return tuple(sorted({str(Path(path).parent) for path in libraries} - known))
