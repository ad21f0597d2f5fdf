"""Only the chosen files come out of a package, and only as they must be."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from course_data.archives import take
from course_data.errors import ArchiveError, ChecksumError
from course_data.screen import Screen

from .sources import files_in, member, write_tgz

CONTENT = b"what was asked for" * 100


def test_only_the_wanted_member_is_written(tmp_path: Path, screen: Screen) -> None:
    archive = write_tgz(tmp_path / "a.tgz", [("p/other", b"no"), ("p/data", CONTENT)])
    take(archive, {"data": member("p/data", CONTENT)}, tmp_path / "to", screen)
    assert files_in(tmp_path / "to") == ["data"]
    assert (tmp_path / "to/data").read_bytes() == CONTENT


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "p/../../outside"])
def test_a_path_out_of_the_folder_has_no_effect(tmp_path: Path, screen: Screen, name: str) -> None:
    entries = [(name, b"evil"), ("p/data", CONTENT), (name, b"evil")]
    archive = write_tgz(tmp_path / "a.tgz", entries)
    take(archive, {"data": member("p/data", CONTENT)}, tmp_path / "in" / "to", screen)
    assert files_in(tmp_path) == ["a.tgz", "in/to/data"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_link_in_the_place_of_a_file_is_refused(
    tmp_path: Path, screen: Screen, kind: bytes
) -> None:
    info = tarfile.TarInfo("p/data")
    info.type, info.linkname = kind, "/etc/passwd"
    archive = write_tgz(tmp_path / "a.tgz", [(info, b"")])
    with pytest.raises(ArchiveError, match="not an ordinary file"):
        take(archive, {"data": member("p/data", CONTENT)}, tmp_path / "to", screen)


def test_a_link_in_a_wheel_is_refused(tmp_path: Path, screen: Screen) -> None:
    info = zipfile.ZipInfo("p/data")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as wheel:
        wheel.writestr(info, "/etc/passwd")
    with pytest.raises(ArchiveError, match="not an ordinary file"):
        take(tmp_path / "a.whl", {"d": member("p/data", CONTENT)}, tmp_path / "to", screen)


def test_a_member_that_unpacks_without_end_is_cut(tmp_path: Path, screen: Screen) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    archive = write_tgz(tmp_path / "a.tgz", [("p/data", bomb)])
    with pytest.raises(ChecksumError, match="found more"):
        take(archive, {"data": member("p/data", CONTENT, gzipped=True)}, tmp_path / "to", screen)
    assert files_in(tmp_path / "to") == []


@pytest.mark.parametrize("found", [CONTENT[:-1], CONTENT + b"!", CONTENT[:-1] + b"?", b""])
def test_another_content_is_refused_and_not_kept(
    tmp_path: Path, screen: Screen, found: bytes
) -> None:
    archive = write_tgz(tmp_path / "a.tgz", [("p/data", found)])
    with pytest.raises(ChecksumError, match="p/data"):
        take(archive, {"data": member("p/data", CONTENT)}, tmp_path / "to", screen)
    assert files_in(tmp_path / "to") == []


def test_a_missing_member_is_named(tmp_path: Path, screen: Screen) -> None:
    archive = write_tgz(tmp_path / "a.tgz", [("p/other", CONTENT)])
    with pytest.raises(ArchiveError, match="p/data"):
        take(archive, {"data": member("p/data", CONTENT)}, tmp_path / "to", screen)


@pytest.mark.parametrize("suffix", [".tgz", ".whl"])
def test_half_an_archive_is_refused(tmp_path: Path, screen: Screen, suffix: str) -> None:
    whole = write_tgz(tmp_path / "whole.tgz", [("p/data", CONTENT)]).read_bytes()
    archive = tmp_path / f"a{suffix}"
    archive.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArchiveError):
        take(archive, {"data": member("p/data", CONTENT)}, tmp_path / "to", screen)


def test_a_wheel_gives_its_member_after_gunzip(tmp_path: Path, screen: Screen) -> None:
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as wheel:
        wheel.writestr("p/data.gz", gzip.compress(CONTENT))
    members = {"data": member("p/data.gz", CONTENT, gzipped=True)}
    take(tmp_path / "a.whl", members, tmp_path / "to", screen)
    assert (tmp_path / "to/data").read_bytes() == CONTENT


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_a_debian_package_gives_its_member(tmp_path: Path, screen: Screen) -> None:
    tree = tmp_path / "tree"
    (tree / "DEBIAN").mkdir(parents=True)
    control = (
        "Package: tiny\nVersion: 1\nArchitecture: all\nMaintainer: A <a@b.c>\nDescription: x\n"
    )
    (tree / "DEBIAN/control").write_text(control, encoding="utf-8")
    (tree / "usr").mkdir()
    (tree / "usr/data").write_bytes(CONTENT)
    archive = tmp_path / "tiny.deb"
    subprocess.run(["dpkg-deb", "--build", tree, archive], check=True, capture_output=True)
    take(archive, {"data": member("usr/data", CONTENT)}, tmp_path / "to", screen)
    assert (tmp_path / "to/data").read_bytes() == CONTENT
