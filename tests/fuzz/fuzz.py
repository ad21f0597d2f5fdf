"""Fuzz the readers of untrusted bytes: guided by coverage with atheris, at random without."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

if importlib.util.find_spec("atheris") and "--one" in sys.argv:
    import atheris

    with atheris.instrument_imports(include=["autograder"]):
        from readers import READERS
else:
    from readers import READERS

CRASHES = Path(__file__).parent / "crashes"
SECONDS_EACH, MEGABYTES = 10, 2048  # what one input may take


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100_000, help="inputs for each reader")
    parser.add_argument("--reader", choices=READERS, action="append")
    parser.add_argument("--seconds", type=int, default=0, help="at most, for each reader; 0: none")
    parser.add_argument("--one", choices=READERS, help=argparse.SUPPRESS)
    args, rest = parser.parse_known_args()
    if args.one:
        _guided(args.one, rest)
        return 0
    run = _with_atheris if importlib.util.find_spec("atheris") else _at_random
    return max(run(name, args.runs, args.seconds) for name in args.reader or READERS)


def _guided(name: str, rest: list[str]) -> None:
    import atheris

    atheris.Setup([sys.argv[0], *rest], READERS[name].check)
    atheris.Fuzz()


def _with_atheris(name: str, runs: int, seconds: int) -> int:
    folder = CRASHES / name
    folder.mkdir(parents=True, exist_ok=True)
    before, start = set(folder.iterdir()), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz_seeds_") as corpus:
        for number, seed in enumerate(READERS[name].seeds()):
            Path(corpus, f"seed{number}").write_bytes(seed)
        limits = [f"-runs={runs}", f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEGABYTES}"]
        limits += ["-max_len=4096", f"-artifact_prefix={folder}{os.sep}"]
        limits += [f"-max_total_time={seconds}"] if seconds else []
        command = [sys.executable, __file__, "--one", name, *limits, corpus]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    log = done.stderr + done.stdout
    counts = re.findall(r"#(\d+)\s.*?cov: (\d+) ft: (\d+)", log)
    last = counts[-1] if counts else ("0", "0", "0")
    new = sorted(path.name for path in set(folder.iterdir()) - before)
    _line(name, int(last[0]), start, f"coverage {last[1]}, features {last[2]}", new)
    if done.returncode:
        print(log[-3000:])
    return int(bool(new or done.returncode))


def _at_random(name: str, runs: int, seconds: int) -> int:
    from test_readers import damage

    reader, start, new, done = READERS[name], time.monotonic(), [], 0
    seeds = reader.seeds()
    for done in range(1, runs + 1):
        data = damage(seeds[done % len(seeds)], done)
        try:
            reader.check(data)
        except Exception as error:
            path = CRASHES / name / f"crash-{hashlib.sha1(data).hexdigest()}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            new.append(f"{path.name} ({type(error).__name__})")
        if new or (seconds and time.monotonic() - start > seconds):
            break
    _line(name, done, start, "coverage not measured", new)
    return int(bool(new))


def _line(name: str, runs: int, start: float, coverage: str, new: list[str]) -> None:
    took = time.monotonic() - start
    print(f"{name}: {runs:,} runs, {took:.0f} s, {coverage}, crashes: {', '.join(new) or 'none'}")


if __name__ == "__main__":
    sys.exit(main())
