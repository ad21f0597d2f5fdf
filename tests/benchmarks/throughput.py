"""How fast a class is graded, beside a fresh pytest process per submission, in one run.

Prints ratios, a breakdown of where a submission's time goes, memory, and how the cost grows.
Figures depend on the machine; compare ratios only.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.commands.grade import pick_level
from autograder.course import Assignment, Course, find_root, load_course
from autograder.feedback.mistakes import load_mistakes, variant_source
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job
from autograder.report import summarise, write_student
from autograder.store import Store
from autograder.submission import discover

MB = 2**20


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=40, help="for the comparison")
    parser.add_argument("--fresh", type=int, default=40, help="how many of them by fresh pytest")
    parser.add_argument("--small", type=int, default=100, help="the small class")
    parser.add_argument("--large", type=int, default=1000, help="the large class; 0: none")
    options = parser.parse_args()
    course = load_course(find_root(Path(__file__).parent))
    assignment = course.assignment("a01_convolution")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(course, assignment, folder, options.submissions, options.fresh)
        breakdown(course, assignment)
        memory(course, assignment)
        if options.large:
            growth(course, assignment, folder, options.small, options.large)


def sources(assignment: Assignment, count: int) -> list[str]:
    """Distinct submissions: the reference, and the reference with one mistake, in turn."""
    reference = (assignment.solution_dir / assignment.file).read_text()
    bank = load_mistakes(assignment)
    made = []
    for i in range(count):
        text = reference if i % 2 else variant_source(reference, bank[i % len(bank)].source)
        made.append(f"{text}\n# submission {i}\n")
    return made


def lay_out(assignment: Assignment, folder: Path, count: int) -> list[Path]:
    """Write them as folders."""
    made = []
    for i, text in enumerate(sources(assignment, count)):
        path = folder / f"student_{i:04d}" / assignment.id
        path.mkdir(parents=True)
        (path / assignment.file).write_text(text)
        made.append(path.parent)
    return made


def grade_class(
    course: Course, assignment: Assignment, folder: Path, out: Path, jobs: int
) -> tuple[float, float]:
    """Seconds for a whole class, start and pages included, and this process's growth in MB."""
    before, start = resident(os.getpid()), time.perf_counter()
    out.mkdir()
    settings = Settings(course, (assignment,), pick_level(None), jobs, secrets.token_hex(8))
    store = Store(f"sqlite:///{out / 'store.sqlite'}")
    with Batch(settings, store, Context()) as batch:
        for graded in batch.run(discover([folder], course)):
            write_student(graded.result, out)
            summarise(graded.result)
    store.close()
    return time.perf_counter() - start, (resident(os.getpid()) - before) / MB


def compare(course: Course, assignment: Assignment, folder: Path, count: int, fresh: int) -> None:
    """Throughput beside a fresh pytest process per submission, as many at a time."""
    jobs = os.cpu_count() or 1
    paths = lay_out(assignment, folder / "class", count)
    ours, _ = grade_class(course, assignment, folder / "class", folder / "out", jobs)

    def pytest_once(path: Path) -> None:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        command += [str(assignment.test_dir), "--submission", str(path)]
        subprocess.run(command, capture_output=True, cwd=course.root, check=False)

    start = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(pytest_once, paths[:fresh]))
    theirs = (time.perf_counter() - start) * count / fresh
    print(f"{count} submissions of {assignment.id}, {jobs} at a time")
    print(f"  behind the wall, all included   {ours:8.1f} s   {ours / count:6.3f} s each")
    print(f"  a fresh pytest each             {theirs:8.1f} s   {theirs / count:6.3f} s each")
    print(f"  throughput ratio                {theirs / ours:8.1f} x   (aim: at least 10)\n")


def breakdown(course: Course, assignment: Assignment, repeats: int = 10) -> None:
    """Where one submission's time goes, one at a time on an idle machine."""
    texts = sources(assignment, 2 * repeats)[1::2]  # the reference: every test runs to its end
    level = pick_level(None)
    with Engine(course, [assignment], level, "bench") as engine:
        engine.grade(job(assignment, texts[0]))
        start, totals = time.perf_counter(), []
        for text in texts:
            totals.append(engine.grade(job(assignment, text)).timing)
        wall = (time.perf_counter() - start) / repeats
    inside = mean(t["total"] for t in totals)
    workers = mean(t["workers"] for t in totals)
    bodies = mean(t["tests"] for t in totals)
    rows = [
        ("the submission itself (its worker)", workers),
        ("tests: inputs, references, comparing", bodies - workers),
        ("pytest around the tests", inside - bodies),
        ("fork, job and result", wall - inside),
    ]
    print(f"One submission of {assignment.id} that is right: {wall:.3f} s")
    for label, seconds in rows:
        print(f"  {label:<38} {1000 * seconds:7.0f} ms  {seconds / wall:5.0%}")
    overhead = wall - bodies
    print(f"  overhead beyond the suite's own computing: {overhead:.3f} s   (aim: at most 0.5)\n")


def job(assignment: Assignment, text: str) -> Job:
    """One submission."""
    files = {assignment.id: {assignment.file: text.encode()}}
    return Job(assignments=(assignment.id,), files=files)


def memory(course: Course, assignment: Assignment) -> None:
    """Proportional and private memory of our processes while two slots are busy."""
    text = sources(assignment, 2)[1]
    with Engine(course, [assignment], pick_level(None), "bench") as engine:
        parents = {name: resident(pid) / MB for name, pid in engine.pids.items()}
        peak, stop = 0.0, threading.Event()

        def watch() -> None:
            nonlocal peak
            while not stop.is_set():
                pids = {p for pid in engine.pids.values() for p in descendants(pid)}
                peak = max(peak, sum(map(private, pids)) / MB)
                time.sleep(0.01)

        watcher = threading.Thread(target=watch)
        watcher.start()
        slots = 2
        with ThreadPoolExecutor(slots) as pool:
            list(pool.map(lambda _: engine.grade(job(assignment, text)), range(8)))
        stop.set()
        watcher.join()
    print("Memory")
    for name, size in parents.items():
        print(f"  {'warm parent' if name == 'server' else 'zygote ' + name:<28} {size:7.0f} MB")
    print(f"  all parents                  {sum(parents.values()):7.0f} MB   (aim: at most 1,500)")
    print(f"  private to each busy slot    {peak / slots:7.0f} MB   (aim: at most 150)\n")


def growth(course: Course, assignment: Assignment, folder: Path, small: int, large: int) -> None:
    """A class ten times as large costs ten times the time, and no more memory."""
    jobs = os.cpu_count() or 1
    lay_out(assignment, folder / "small", small)
    lay_out(assignment, folder / "large", large)
    few, few_mb = grade_class(course, assignment, folder / "small", folder / "small_out", jobs)
    many, many_mb = grade_class(course, assignment, folder / "large", folder / "large_out", jobs)
    factor = (many / large) / (few / small)
    for count, seconds, mb in ((small, few, few_mb), (large, many, many_mb)):
        print(f"{count:5} submissions {seconds:8.1f} s, the command grew by {mb:.0f} MB")
    print(f"  one in the large class costs {factor:.2f} x one in the small (aim: within 15 %)")


def resident(pid: int) -> int:
    """Resident bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def private(pid: int) -> int:
    """Bytes that belong to this process alone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


def descendants(pid: int) -> set[int]:
    """Process ids below `pid`."""
    found: set[int] = set()
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return found
    for child in map(int, text.split()):
        found |= {child} | descendants(child)
    return found


def mean(values: Iterable[float]) -> float:
    """Arithmetic mean."""
    listed = list(values)
    return sum(listed) / len(listed)


if __name__ == "__main__":
    main()
