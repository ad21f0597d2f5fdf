"""A folder laid out as Gradescope's /autograder, with what the real `setup.sh` would have made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

from autograder.course import find_root

ROOT = find_root(Path(__file__).parent)
SMALL = ROOT / "tests" / "autograder" / "small_course"
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
ENVIRONMENT.pop("AUTOGRADER_SECRET", None)


def autograder(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command, as its user calls it."""
    return subprocess.run(
        ["autograder", *map(str, arguments)],
        cwd=cwd,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
    )


@dataclass(frozen=True)
class Container:
    """The root in place of /autograder."""

    root: Path

    @property
    def results(self) -> Path:
        return self.root / "results" / "results.json"

    def put(self, **files: str | bytes) -> None:
        """Hand in these files and no others; "__" in a name stands for its dot."""
        folder = self.root / "submission"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            (folder / name.replace("__", ".")).write_bytes(data)

    def start(self) -> subprocess.Popen[str]:
        """Begin the real `run_autograder`."""
        return subprocess.Popen(
            [self.root / "run_autograder"],
            env=ENVIRONMENT | {"AUTOGRADER_ROOT": str(self.root)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self) -> tuple[dict, str]:
        """Run it to its end: results.json, and all that it said."""
        process = self.start()
        said, _ = process.communicate(timeout=200)
        assert process.returncode == 0, said
        return json.loads(self.results.read_bytes()), said


def make_container(root: Path, archive: Path) -> Container:
    """Lay out the tree, with the engine of the zip and the libraries that are here."""
    source = root / "source"
    source.mkdir(parents=True)
    unpack(archive, source)
    shutil.copy(source / "run_autograder", root)
    venv = root / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    (site,) = venv.glob("lib/python*/site-packages")
    paths = (source / "engine", sysconfig.get_path("purelib"))
    (site / "here.pth").write_text("".join(f"{path}\n" for path in paths))
    return Container(root)


def unpack(archive: Path, to: Path) -> None:
    """Unpack a zip with the permissions that it gives."""
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            path = Path(opened.extract(entry, to))
            path.chmod(entry.external_attr >> 16)
