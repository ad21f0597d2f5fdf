"""The doctor names what to change, in the words of the machine's own settings."""

from __future__ import annotations

import pytest
from rich.console import Console

from autograder.commands import doctor
from autograder.sandbox.isolation import Level, probe


@pytest.fixture
def hosted_runner(tmp_path, monkeypatch):
    """Ubuntu 24.04 as GitHub hosts it: namespaces are there, and AppArmor refuses them."""
    (tmp_path / "kernel").mkdir()
    (tmp_path / "kernel" / "apparmor_restrict_unprivileged_userns").write_text("1\n")
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "max_user_namespaces").write_text("63000\n")
    monkeypatch.setattr(probe, "_SYSCTL", tmp_path)
    reason = "unshare: Operation not permitted"
    levels = tuple(
        probe.LevelReport(level, False, reason, probe._remedy(level))
        if level is Level.NAMESPACES
        else probe.LevelReport(level, True)
        for level in Level
    )
    monkeypatch.setattr(doctor, "available", lambda: probe.Report(levels))


def test_the_remedy_on_a_hosted_runner_is_the_setting(hosted_runner):
    (shortfall,) = [finding for finding in doctor.isolation() if not finding[0]]
    _, text, remedy = shortfall
    assert text.startswith("isolation level namespaces does not work")
    assert remedy == "Run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"


def test_it_is_printed_and_the_command_ends_with_1(hosted_runner, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "libraries", list)
    monkeypatch.setattr(doctor, "devices", list)
    assert doctor.doctor(Console(width=200)) == 1
    said = capsys.readouterr().out
    assert "✗ isolation level namespaces does not work" in said
    assert "Remedy: Run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0" in said
