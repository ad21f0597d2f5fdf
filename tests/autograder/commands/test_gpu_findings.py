"""What the doctor says of a GPU, tried with stand-ins that are none."""

from __future__ import annotations

import os
from dataclasses import replace

from autograder.commands import gpu
from autograder.sandbox.isolation import Device, Level


def test_a_machine_without_a_gpu_is_told_nothing(level):
    assert gpu.gpus(level, ()) == []


def test_missing_nodes_are_named_with_the_remedy(level):
    found = [Device("cuda:0", ("/dev/null", "/dev/nvidia-absent"))]
    good, text, remedy = gpu.gpus(level, found)[-1]
    assert not good
    assert text == "GPU: /dev/nvidia-absent are not there"
    assert "nvidia-modprobe" in remedy


def test_nodes_that_workers_may_not_open_are_named_with_the_remedy(stand_ins):
    node = stand_ins[0].nodes[1]
    os.chmod(node, 0o660)
    try:
        good, text, remedy = gpu.gpus(Level.NAMESPACES, stand_ins)[-1]
    finally:
        os.chmod(node, 0o666)
    assert not good and text.endswith(f"may not open {node}") and "0666" in remedy


def test_a_worker_that_cannot_use_it_says_why(level, stand_ins):
    """The stand-in's nodes are there and open, but torch finds no GPU behind them."""
    found = [replace(stand_ins[0], name="cuda:0")]
    good, text, remedy = gpu.gpus(level, found)[-1]
    assert not good
    assert f"a worker at level {level} cannot use it: " in text and "\n" not in text
    assert "RuntimeError" in text or "AssertionError" in text  # torch with CUDA, and without
    assert remedy
