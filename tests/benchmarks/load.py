"""A large class with hostile submissions in it, by the real command: `make bench-load`.

Every mark must be right, memory must not grow with the class, and neither a process nor a temporary
file may be left. Prints what was found; exit code 1 where something is not so.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from corpus import (
    FULL,
    Attack,
    command,
    earned,
    environment,
    lay_out_honest,
    load_corpus,
    results_of,
    still_running,
)

MB = 2**20
STEADY = 0.15  # how much more the last quarter may hold than the second


def main() -> int:
    """Grade, and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--hostile", type=float, default=0.05, help="share")
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = lay_out(folder / "class", options.students, options.hostile)
        start = time.monotonic()
        process = subprocess.Popen(
            command(folder, options.jobs),
            env=environment(folder / "home"),
            cwd=folder,
            stdout=(folder / "said.txt").open("wb"),
            stderr=subprocess.STDOUT,
        )
        watch = Watch(process.pid)
        code = process.wait()
        seconds = time.monotonic() - start
        problems = judge(folder, code, expected, watch)
    hostile = sum(isinstance(e, Attack) for e in expected.values())
    print(f"{len(expected)} submissions, {hostile} of them hostile, in {seconds:.0f} s")
    print(
        f"the command held {watch.at(0.25) / MB:.0f} MB after a quarter of the time, "
        f"{watch.at(0.95) / MB:.0f} MB at the end"
    )
    print("\n".join(problems) or "all marks right; no process and no temporary file left behind")
    return 1 if problems else 0


def lay_out(folder: Path, students: int, share: float) -> dict[str, Attack | None]:
    """Write the class; what each submission is, None for an honest one."""
    corpus = load_corpus()
    every = round(1 / share) if share else students + 1
    expected: dict[str, Attack | None] = {}
    for number in range(students):
        name = f"s{number:05}"
        if number % every == every // 2:
            attack = corpus[number // every % len(corpus)]
            attack.lay_out(folder / name, 9)
            expected[name] = attack
        else:
            lay_out_honest(folder / name, number)
            expected[name] = None
    return expected


class Watch:
    """Resident memory of a process while it lives, in bytes."""

    def __init__(self, pid: int) -> None:
        self._pid, self._seen = pid, [0]
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        with suppress(OSError, StopIteration):
            while True:
                lines = Path(f"/proc/{self._pid}/status").read_text().splitlines()
                line = next(line for line in lines if line.startswith("VmRSS"))
                self._seen.append(int(line.split()[1]) * 1024)
                time.sleep(0.5)

    def at(self, share: float) -> int:
        """The largest until that share of the time."""
        return max(self._seen[: max(1, round(share * len(self._seen)))])


def judge(folder: Path, code: int, expected: dict[str, Attack | None], watch: Watch) -> list[str]:
    """What is not as it must be."""
    problems = [f"the command ended with {code}"] if code else []
    results = results_of(folder / "out")
    for name, attack in expected.items():
        right = attack.expected if attack else FULL
        if name not in results or earned(results[name]) != right:
            what = attack.id if attack else "honest"
            came = earned(results[name]) if name in results else "nothing"
            problems.append(f"{name} ({what}): {came}, not {right}")
    if watch.at(0.95) > (1 + STEADY) * watch.at(0.5):
        problems.append("memory grows with the class")
    problems += [f"left behind: {path}" for path in (folder / "temporary").iterdir()]
    return problems + [f"still running: process {pid}" for pid in still_running()]


if __name__ == "__main__":
    sys.exit(main())
