"""Workers on a real GPU; skipped where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder.sandbox import devices
from autograder.sandbox.isolation import Level, available
from autograder.sandbox.launch import Server, start_zygote

GPUS = devices.find()
pytestmark = [
    pytest.mark.skipif(not GPUS, reason="this machine has no NVIDIA GPU (no /dev/nvidia0)"),
    pytest.mark.skipif(torch.version.cuda is None, reason="this torch is built without CUDA"),
]
FIRST_S = 120.0  # starting CUDA for the first time loads much
MEMORY_MB = 4096
WORK = """
import os, torch

def product(a, b):
    return (torch.from_numpy(a).to("cuda") @ torch.from_numpy(b).to("cuda")).cpu().numpy()

def convolved(x, weight):
    x, weight = (torch.from_numpy(value).to("cuda") for value in (x, weight))
    return torch.nn.functional.conv2d(x, weight).cpu().numpy()

def started():
    return torch.cuda.is_initialized() or torch.cuda._is_in_bad_fork()

def count():
    return torch.cuda.device_count()

def opened(*paths):
    usable = []
    for path in paths:
        try:
            os.close(os.open(path, os.O_RDWR))
            usable.append(path)
        except OSError:
            pass
    return usable
"""


@pytest.fixture(scope="module", params=[Level.NAMESPACES, Level.LANDLOCK])
def on_gpu(request) -> Iterator[Server]:
    """A zygote with torch whose workers may ask for a GPU."""
    report = available().of(request.param)
    if not report.works:
        pytest.skip(f"no {request.param} here: {report.reason}")
    server = start_zygote(request.param, ("numpy", "torch"), devices=GPUS)
    yield server
    server.close()


@pytest.fixture
def worker(start, on_gpu):
    """Devices -> a worker."""
    return lambda *wanted: start(WORK, on=on_gpu, devices=wanted, memory_mb=MEMORY_MB)


@pytest.fixture
def factors():
    rng = np.random.default_rng(1)
    return rng.standard_normal((96, 64)), rng.standard_normal((64, 80))


@pytest.mark.slow
@pytest.mark.parametrize("gpu", GPUS, ids=lambda gpu: gpu.name)
def test_a_product_on_the_gpu_is_the_processors(worker, factors, gpu):
    ours = worker(gpu).call("product", *factors, seconds=FIRST_S)
    # float64: both round each of 64 products and sums near 10 at most once, by 1e-15 of it
    np.testing.assert_allclose(ours, factors[0] @ factors[1], rtol=0, atol=1e-11)


@pytest.mark.slow
def test_a_convolution_finds_its_libraries(worker):
    """cuDNN is loaded, and chooses among kernels, on the first call alone."""
    rng = np.random.default_rng(2)
    x, weight = rng.standard_normal((2, 3, 17, 19)), rng.standard_normal((4, 3, 3, 5))
    ours = worker(GPUS[0]).call("convolved", x, weight, seconds=FIRST_S)
    theirs = torch.nn.functional.conv2d(torch.from_numpy(x), torch.from_numpy(weight)).numpy()
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-11)  # float64, as above


@pytest.mark.slow
def test_the_nodes_that_were_opened_are_recorded(worker, factors):
    made = worker(GPUS[0])
    made.call("product", *factors, seconds=FIRST_S)
    made.connection.close()
    opened = set(made.connection.opened)
    assert opened <= set(GPUS[0].nodes)
    assert {"/dev/nvidiactl", GPUS[0].nodes[-1]} <= opened


@pytest.mark.slow
def test_two_workers_use_it_at_once(worker, factors):
    pair = [worker(GPUS[number % len(GPUS)]) for number in range(2)]
    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(w.call, "product", *factors, seconds=FIRST_S) for w in pair]
    for call in calls:
        np.testing.assert_allclose(call.result(), factors[0] @ factors[1], rtol=0, atol=1e-11)


@pytest.mark.slow
def test_a_worker_sees_the_gpu_that_it_was_given_alone(worker):
    assert worker(GPUS[0]).call("count", seconds=FIRST_S) == 1


def test_no_other_node_can_be_opened(worker):
    nodes = [
        str(path)
        for path in Path("/dev").iterdir()
        if path.is_char_device() and not path.is_symlink()
    ]
    standard = {f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom")}
    assert set(worker(GPUS[0]).call("opened", *nodes)) <= standard | set(GPUS[0].nodes)
    assert set(worker().call("opened", *nodes)) <= standard


def test_a_worker_that_asks_for_none_has_no_gpu(worker):
    assert worker().call("count") == 0


@pytest.mark.slow
def test_the_zygote_has_not_started_cuda(worker, on_gpu, factors):
    worker(GPUS[0]).call("product", *factors, seconds=FIRST_S)
    assert worker(GPUS[0]).call("started") is False  # as its parent is
    held = [os.readlink(f) for f in Path(f"/proc/{on_gpu.pid}/fd").iterdir()]
    assert not [target for target in held if target.startswith("/dev/nvidia")]
