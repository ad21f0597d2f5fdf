"""How fast a class is graded, and what it costs: `make bench`.

Beside nbgrader, otter and a fresh pytest process per submission, in one run; then a class over all
assignments, and which share of its time is the submissions' own; a breakdown, memory, and how the
cost grows. Seconds depend on the machine; compare ratios and shares only.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "data_scripts")]

import peers  # noqa: E402
from classes import grade_class  # noqa: E402
from cohort.compose import compose  # noqa: E402
from cohort.draw import Drawing  # noqa: E402
from cohort.variants import Bank  # noqa: E402

from autograder.commands.grade import pick_level  # noqa: E402
from autograder.course import Assignment, Course, find_root, load_course  # noqa: E402
from autograder.feedback.mistakes import load_mistakes, variant_source  # noqa: E402
from autograder.grading.engine import Engine  # noqa: E402
from autograder.grading.jobs import Job  # noqa: E402

MB = 2**20
SEED = 1


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(".venv-peers")
    parser.add_argument("--peers", type=Path, default=default, help="environment with the graders")
    parser.add_argument("--sample", type=int, default=12, help="submissions that the peers grade")
    parser.add_argument("--many", type=int, default=198, help="and that this project grades")
    parser.add_argument("--students", type=int, default=25, help="the class; 0: none")
    parser.add_argument("--assignments", default="", help="of the class, with commas; all")
    parser.add_argument("--small", type=int, default=100, help="the small class")
    parser.add_argument("--large", type=int, default=1000, help="the large class; 0: none")
    options = parser.parse_args()
    course = load_course(find_root(Path(__file__).parent))
    assignment = course.assignment("a01_convolution")
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.sample:
            bin_ = (options.peers / "bin").absolute()
            peers.compare(folder / "peers", bin_, options.sample, options.many, jobs)
        if options.students:
            wanted = [a for a in options.assignments.split(",") if a]
            chosen = [a for a in course.assignments if not wanted or a.id in wanted]
            whole_course(course, chosen, folder / "course", options.students, jobs)
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


def class_of(assignment: Assignment, count: int) -> list[str]:
    """A class as `make_cohort.py` draws one, but without endless loops: they would only wait."""
    chance = random.Random(SEED)
    bank = Bank(assignment)
    works = Drawing(bank, chance).works(count, 0.0, [False] * count)
    return [f"{compose(bank, work.choices)}\n# submission {i}\n" for i, work in enumerate(works)]


def whole_course(
    course: Course, chosen: list[Assignment], folder: Path, count: int, jobs: int
) -> None:
    """Seconds per submission and assignment, and the submissions' own share of them."""
    print(
        f"A class of {count}, {jobs} submissions at a time: right in several ways, wrong,\n"
        "crashing, not attempted. Slot: slots x wall time from the first submission to the last\n"
        "page. Own: of it, the time between a question to a submission's worker and its answer;\n"
        "forking, walls, the tests' own computing, feedback, store and pages are not own. Each:"
    )
    slot = own = 0.0
    for assignment in chosen:
        made = class_of(assignment, count)
        graded = grade_class(course, assignment, made, folder / assignment.id, jobs)
        slots, answering = jobs * graded.seconds / count, graded.answering / count
        slot, own = slot + slots, own + answering
        row = f"{slots:8.3f} s slot {answering:8.3f} s own  {graded.share:4.0%}"
        print(f"  {assignment.id:<20}{row}   started in {graded.start:.1f} s", flush=True)
    print(f"  {'all':<20}{slot:8.3f} s slot {own:8.3f} s own  {own / slot:4.0%}   (aim: 70 %)\n")


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
    own = mean(t["answers"] for t in totals)
    rows = [
        ("its worker, from questions to answers", own),
        ("rules, building a worker, the tests, scoring", inside - own),
        ("fork, job and result", wall - inside),
    ]
    print(f"One submission of {assignment.id} that is right: {wall:.3f} s")
    for label, seconds in rows:
        print(f"  {label:<46} {1000 * seconds:7.0f} ms  {seconds / wall:5.0%}")
    print(f"  all but the first: {wall - own:.3f} s   (aim: at most 0.5)\n")


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
    cost = []
    for count in (small, large):
        before = resident(os.getpid())
        made = sources(assignment, count)
        graded = grade_class(course, assignment, made, folder / f"grown{count}", jobs)
        grown = (resident(os.getpid()) - before) / MB
        cost.append(graded.seconds / count)
        print(f"{count:5} submissions {graded.seconds:8.1f} s, the command grew by {grown:.0f} MB")
    factor = cost[1] / cost[0]
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
