"""A fresh virtual environment that has this one's libraries, but neither its course nor its engine.

Libraries are linked, not installed anew: torch alone takes minutes. What a test installs itself is
installed by pip, without a network and without this machine's settings for pip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

OURS = ("cnn_course", "__editable__", "__pycache__")
SCRIPT = "#!{python}\nimport sys\nfrom pytest import console_main\nsys.exit(console_main())\n"


def offline(folder: Path) -> dict[str, str]:
    """The environment variables of somebody who works in a virtual environment."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "PYTEST", "AUTOGRADER", "COV_", "GIT_"))
    }
    return kept | {
        "PATH": f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's way to say that it is off
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "COLUMNS": "80",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }


def lend_libraries(folder: Path) -> None:
    """Link what is installed here into a new virtual environment, but for pip and the course."""
    python = folder / "bin" / "python"
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    target = Path(found.stdout.strip())
    for path in target.iterdir():
        if not path.name.startswith("pip"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        own = any(name in path.name for name in OURS) or path.suffix == ".pth"
        if not own and not path.name.startswith("pip"):
            (target / path.name).symlink_to(path)
    script = folder / "bin" / "pytest"
    script.write_text(SCRIPT.format(python=python))
    script.chmod(0o755)
