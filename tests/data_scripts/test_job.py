"""A run does what is missing, and leaves nothing half-written."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from course_data.job import DataSet, Workshop, run
from course_data.screen import Screen

from autograder.errors import UsageError

from .sources import files_in

FULL = 10


class Maker:
    """A data set of two files that counts how often it is made."""

    def __init__(self) -> None:
        self.made = 0
        self.fail: BaseException | None = None
        self.resumed = False

    def __call__(self, shop: Workshop) -> None:
        self.made += 1
        self.resumed = (shop.work / "package").exists()
        (shop.work / "package").write_text("kept")
        shop.ready("set/a.bin").write_bytes(bytes(shop.count(FULL)))
        if self.fail:
            raise self.fail
        shop.ready("set/b.bin").write_bytes(b"b")

    @property
    def dataset(self) -> DataSet:
        return DataSet("tiny", "Tiny", "made up", "public domain", self)


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_source_licence_and_place_are_printed(
    maker: Maker, out: Path, screen: Screen, said: io.StringIO
) -> None:
    assert run(maker.dataset, out, screen)
    for text in ("made up", "public domain", str(out), "set/a.bin"):
        assert text in said.getvalue()


def test_a_second_run_does_nothing(
    maker: Maker, out: Path, screen: Screen, said: io.StringIO
) -> None:
    run(maker.dataset, out, screen)
    before = {path: (out / path).stat().st_mtime_ns for path in files_in(out)}
    assert not run(maker.dataset, out, screen)
    assert maker.made == 1
    assert {path: (out / path).stat().st_mtime_ns for path in files_in(out)} == before
    assert "checksum ok" in said.getvalue()


@pytest.mark.parametrize("content", [b"", b"c", None])
@pytest.mark.parametrize("name", ["set/b.bin", "tiny.sha256"])
def test_what_is_damaged_or_missing_is_made_again(
    maker: Maker, out: Path, screen: Screen, name: str, content: bytes | None
) -> None:
    run(maker.dataset, out, screen)
    good = (out / name).read_bytes()
    if content is None:
        (out / name).unlink()
    else:
        (out / name).write_bytes(content)
    assert run(maker.dataset, out, screen)
    assert (out / name).read_bytes() == good


def test_damage_is_said(maker: Maker, out: Path, screen: Screen, said: io.StringIO) -> None:
    run(maker.dataset, out, screen)
    (out / "set/b.bin").write_bytes(b"c")
    run(maker.dataset, out, screen)
    assert "b.bin is damaged" in said.getvalue()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError("disk full"), SystemExit(1)])
def test_an_interrupted_run_leaves_nothing_and_the_next_goes_on(
    maker: Maker, out: Path, screen: Screen, error: BaseException
) -> None:
    maker.fail = error
    with pytest.raises(type(error)):
        run(maker.dataset, out, screen)
    assert files_in(out) == []
    maker.fail = None
    assert run(maker.dataset, out, screen)
    assert maker.resumed
    assert files_in(out) == ["set/a.bin", "set/b.bin", "tiny.sha256"]


def test_nothing_of_the_work_remains(maker: Maker, out: Path, screen: Screen) -> None:
    run(maker.dataset, out, screen)
    assert not (out / ".work" / "tiny").exists()


def test_a_subset_lies_in_its_own_folder(maker: Maker, out: Path, screen: Screen) -> None:
    run(maker.dataset, out, screen, subset=3)
    assert files_in(out) == ["first-3/set/a.bin", "first-3/set/b.bin", "first-3/tiny.sha256"]
    assert run(maker.dataset, out, screen)
    assert (out / "first-3/set/a.bin").stat().st_size == 3
    assert (out / "set/a.bin").stat().st_size == FULL
    assert not run(maker.dataset, out, screen, subset=3)


@pytest.mark.parametrize("subset", [0, -1, FULL + 1])
def test_an_impossible_subset_is_refused(
    maker: Maker, out: Path, screen: Screen, subset: int
) -> None:
    with pytest.raises(UsageError, match="subset"):
        run(maker.dataset, out, screen, subset=subset)
    assert files_in(out) == []


def test_a_new_version_is_made_again(maker: Maker, out: Path, screen: Screen) -> None:
    run(maker.dataset, out, screen)
    assert run(dataclasses.replace(maker.dataset, version=2), out, screen)


def test_runs_at_the_same_time_make_it_once(maker: Maker, out: Path, screen: Screen) -> None:
    pytest.importorskip("fcntl")
    runs = [threading.Thread(target=run, args=(maker.dataset, out, screen)) for _ in range(4)]
    for each in runs:
        each.start()
    for each in runs:
        each.join(30)
    assert maker.made == 1


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_reads_the_receipt(maker: Maker, out: Path, screen: Screen) -> None:
    run(maker.dataset, out, screen)
    command = ["sha256sum", "--check", "--strict", "tiny.sha256"]
    subprocess.run(command, cwd=out, check=True, capture_output=True)
