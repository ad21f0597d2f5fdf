"""What a machine is said to have, and what it is told to change."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from autograder.errors import IsolationError
from autograder.sandbox.isolation import Level, Spec, available, enter_zygote, landlock, probe


def test_every_level_is_reported_strongest_first():
    report = available()
    assert [one.level for one in report.levels] == list(Level)
    strengths = [one.level.strength for one in report.levels]
    assert strengths == sorted(strengths, reverse=True)
    assert report.of(Level.PROCESS).works
    for one in report.levels:
        assert one.works != bool(one.reason)
        assert one.works != bool(one.remedy)


def test_the_strongest_level_that_works_is_chosen():
    levels = [probe.LevelReport(level, level is not Level.NAMESPACES, "") for level in Level]
    assert probe.Report(tuple(levels)).strongest is Level.LANDLOCK
    nothing = [probe.LevelReport(level, False, "broken") for level in Level]
    assert probe.Report(tuple(nothing)).strongest is Level.PROCESS


@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        ("user/max_user_namespaces", "0", "sysctl -w user.max_user_namespaces=10000"),
        ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        ),
    ],
)
def test_a_switched_off_setting_is_named(tmp_path, monkeypatch, setting, value, remedy):
    (tmp_path / setting).parent.mkdir()
    (tmp_path / setting).write_text(value + "\n")
    monkeypatch.setattr(probe, "_SYSCTL", tmp_path)
    assert remedy in probe._remedy(Level.NAMESPACES)


def test_a_container_is_suspected_where_no_setting_is_to_blame(tmp_path, monkeypatch):
    monkeypatch.setattr(probe, "_SYSCTL", tmp_path)
    assert "seccomp" in probe._remedy(Level.NAMESPACES)


@pytest.mark.parametrize("python", ["/nowhere/python", "/bin/false", ""])
def test_a_trial_that_cannot_run_is_reported_not_raised(monkeypatch, python):
    monkeypatch.setattr(sys, "executable", python or None)
    monkeypatch.setenv("PATH", "/nowhere")
    for level in Level:
        report = probe._report(level)
        assert not report.works
        assert report.reason
        assert report.remedy


def test_other_systems_are_told_where_to_grade(monkeypatch):
    monkeypatch.setattr("autograder.sandbox.isolation.syscalls.IS_LINUX", False)
    for level in (Level.NAMESPACES, Level.LANDLOCK):
        assert "Linux" in probe._remedy(level)
        with pytest.raises(IsolationError, match="--isolation process"):
            enter_zygote(level, Spec())


def test_a_kernel_without_landlock_is_told_so(monkeypatch):
    monkeypatch.setattr("autograder.sandbox.isolation.landlock.version", lambda: 0)
    assert "5.13" in probe._remedy(Level.LANDLOCK)
    with pytest.raises(IsolationError, match="no Landlock"):
        enter_zygote(Level.LANDLOCK, Spec())


def test_a_kernel_that_has_namespaces_gives_the_level():
    command = ["unshare", "--user", "--map-root-user", "--mount", "--net", "--pid", "--fork"]
    if not shutil.which("unshare"):
        pytest.skip("util-linux's unshare, which this test believes, is not installed")
    done = subprocess.run([*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True)
    if done.returncode != 0:
        pytest.skip(f"unshare says that there are no namespaces here: {done.stderr.decode()}")
    assert available().of(Level.NAMESPACES).works


def test_a_kernel_that_has_landlock_gives_the_level():
    if landlock.version() == 0:
        pytest.skip("the kernel says that it has no Landlock")
    assert available().of(Level.LANDLOCK).works
