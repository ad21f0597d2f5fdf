"""A class graded by a cluster of real Dask processes: the same marks, whatever happens to workers.

Each process has a home, a temporary and a working folder of its own. Nothing is compared but
documents without their seconds: where and when something was graded must not show.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dask_cluster import NO_MEMORY, Cluster, Started, cluster_in, free_port, until
from grader import COURSE, Ended, complete, finish, grade, make_class, start, until_graded
from processes import watched

from autograder.batch import cluster as cluster_module
from autograder.batch.cluster import DaskExecutor
from autograder.batch.site import order_for
from autograder.course import Course, load_course
from autograder.errors import ClusterError, LastingFault
from autograder.grading.jobs import Job
from autograder.publish.pack import secret_tree, tar_gz
from autograder.results import SpeedStatus
from autograder.sandbox.isolation import Level, available

ROOT = Path(__file__).resolve().parents[3]
STUDENTS = 8
SECRET = "of these tests alone"  # what `grader.start` sets
STOPPED = "Stopped. What is done is kept; the same command goes on from here."

pytestmark = [
    pytest.mark.slow,  # each starts a cluster, and its workers start engines
    pytest.mark.skipif(
        sys.platform != "linux" or available().strongest is not Level.NAMESPACES,
        reason="workers must have the strongest isolation, and processes are counted in /proc",
    ),
]

# A submission that climbs to the Dask worker that it is graded for, and ends it. Only that.
KILLER = """
import os

try:
    pid = os.getppid()
    while pid > 1:
        if "spawn_main" in open(f"/proc/{pid}/cmdline").read():
            getattr(os, "ki" + "ll")(pid, 9)
        pid = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
except OSError:
    pass
"""

OTHER_NUMPY = """
from autograder.batch import site
found = site.versions() | {"numpy": "1.0"}
site.versions = lambda: found
"""
OTHER_TESTS = """
from autograder.batch import site
site.assignment_digest = lambda assignment: "0"
"""
OTHER_CODE = """
from autograder.batch import site
site.code_digest = lambda: "0"
"""
NO_GRADER = """
import sys
sys.modules["autograder"] = None
"""
LOW_WALL = """
from autograder.batch import site
from autograder.sandbox.isolation import Level, LevelReport, Report
low = Report(tuple(LevelReport(level, False, "It is off.", "Turn it on.") for level in Level))
site.available = lambda: low
"""


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class whose submissions take some tenths of a second each."""
    return make_class(tmp_path_factory.mktemp("cluster") / "class", STUDENTS, seconds=0.2)


@pytest.fixture(scope="module")
def local(submissions: Path) -> Ended:
    """The class, graded here."""
    ended = grade(submissions, submissions.parent / "local")
    assert ended.code == 0, ended.said
    assert len(ended.untimed) == STUDENTS
    return ended


@pytest.fixture
def left_behind() -> Iterator[Callable[[], list[str]]]:
    """Waits for what was started to end; gives what has not."""
    with watched() as left:
        yield left


def spotless(cluster: Cluster) -> None:
    """No process of ours is left at a worker, no file, and nowhere a word of the secret."""
    for one in cluster.started:
        until(lambda one=one: not one.graders and not one.temporary)
        assert SECRET not in one.log
        assert "autograder/batch/" not in one.log, one.log  # no traceback through our code


def test_marks_are_those_of_a_local_run_and_nothing_is_left(
    submissions: Path, local: Ended, tmp_path: Path, left_behind: Callable[[], list[str]]
) -> None:
    with cluster_in(tmp_path, "one") as cluster:
        two = cluster.worker("two", "--nthreads", "2")
        ended = grade(submissions, tmp_path / "out", "--jobs", "0", "--dask", cluster.address)
        assert ended.code == 0, ended.said
        assert ended.untimed == local.untimed
        complete(ended)
        assert "two (tcp://127.0.0.1:" in ended.said
        assert "is ready: 2 at a time" in ended.said
        assert "Jobs: 3" in ended.said
        assert two.worker_pids  # it goes on for whoever comes next
        spotless(cluster)
        again = grade(submissions, tmp_path / "out", "--dask", cluster.address)
        assert f"Resuming: {STUDENTS} of {STUDENTS}" in again.said
        assert again.untimed == local.untimed
    assert not left_behind()


def test_a_killed_machine_costs_nobody_a_mark(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    """Nanny and worker at once: it does not come back."""
    with cluster_in(tmp_path, "one", "two") as cluster:
        process = start(submissions, tmp_path / "out", "--dask", cluster.address)
        until_graded(process, tmp_path / "out")
        victim = cluster.started[1]
        pids = [victim.process.pid, *victim.worker_pids]
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        ended = finish(process, tmp_path / "out")
        assert ended.code == 0, ended.said
        assert ended.untimed == local.untimed
        spotless(cluster)


def test_the_only_worker_restarts_and_the_run_goes_on(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    with cluster_in(tmp_path, "one") as cluster:
        process = start(submissions, tmp_path / "out", "--dask", cluster.address)
        until_graded(process, tmp_path / "out")
        (pid,) = cluster.started[1].worker_pids
        os.kill(pid, signal.SIGKILL)
        ended = finish(process, tmp_path / "out")
        assert ended.code == 0, ended.said
        assert ended.untimed == local.untimed
        assert cluster.started[1].worker_pids != [pid]
        spotless(cluster)


def test_a_worker_that_retires_hands_on_its_work(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    """SIGTERM, as from whoever wants the machine back."""
    with cluster_in(tmp_path, "one", "two") as cluster:
        process = start(submissions, tmp_path / "out", "--dask", cluster.address)
        until_graded(process, tmp_path / "out")
        cluster.started[1].process.terminate()
        ended = finish(process, tmp_path / "out")
        assert ended.code == 0, ended.said
        assert ended.untimed == local.untimed
        spotless(cluster)


REFUSED = {
    "version": (OTHER_NUMPY, r"It has numpy 1\.0, and \S+ is expected\."),
    "tests": (OTHER_TESTS, r"The tests of a01_small are not the same there as here\."),
    "code": (OTHER_CODE, r"Its code of the grader is another one: install there what is here"),
    "wall": (LOW_WALL, r"Isolation level namespaces does not work there: It is off\. Turn it on"),
    "bare": (NO_GRADER, r"It has no grader, or not all of it: .*autograder"),
}


def test_workers_that_differ_are_refused_by_name_and_the_rest_goes_on(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    with cluster_in(tmp_path / "cluster") as cluster:
        odd = [cluster.worker(name, preload=preload) for name, (preload, _) in REFUSED.items()]
        alone = grade(submissions, tmp_path / "out", "--dask", cluster.address)
        assert alone.code == 2
        assert f"No worker of the cluster at {cluster.address} can grade." in alone.sentence
        assert "Of 5: 5 refused" in alone.sentence
        cluster.worker("good")
        ended = grade(submissions, tmp_path / "out", "--dask", cluster.address)
        assert ended.code == 0, ended.said
        for name, (_, reason) in REFUSED.items():
            who = r"tcp\S+" if name == "bare" else rf"{name} \(tcp\S+\)"
            assert re.search(rf"Worker {who} is refused\. {reason}", ended.said), ended.said
        assert "Worker good (tcp" in ended.said and "Jobs: 1" in ended.said
        assert ended.untimed == local.untimed
        for one in odd:
            assert one.worker_pids and not one.graders and not one.temporary
            assert SECRET not in one.log


def test_workers_that_join_late_are_prepared_and_checked(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    slow = make_class(tmp_path / "slow" / "class", STUDENTS, seconds=1.0)
    with cluster_in(tmp_path / "cluster", "one") as cluster:
        arguments = ("--jobs", "0", "--dask", cluster.address)
        process = start(slow, tmp_path / "out", *arguments)
        until_graded(process, tmp_path / "out")
        odd = cluster.worker("odd", preload=OTHER_NUMPY)
        bare = cluster.worker("bare", preload=NO_GRADER)
        late = cluster.worker("late")
        until(lambda: late.graders or process.poll() is not None)
        ended = finish(process, tmp_path / "out")
        assert ended.code == 0, ended.said
        assert "Worker odd (tcp" in ended.said and "numpy 1.0" in ended.said
        assert re.search(r"Worker late \(tcp\S+\) is ready", ended.said)
        assert not odd.graders and odd.worker_pids and bare.worker_pids
        assert "It has no grader" in ended.said


def test_no_disk_is_shared(submissions: Path, local: Ended, tmp_path: Path) -> None:
    """The worker's machine has neither the course, nor the submissions, nor the results."""
    course = tmp_path / "teacher" / "course"
    shutil.copytree(COURSE, course)
    handed_in = shutil.copytree(submissions, tmp_path / "teacher" / "class")
    hide = f'mount -t tmpfs none {shlex.quote(str(tmp_path / "teacher"))} && exec "$@"'
    unshare = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    wrap = [*unshare, "sh", "-c", hide, "sh"]
    try:
        seen = subprocess.run([*wrap, "ls", tmp_path / "teacher"], capture_output=True, timeout=30)
    except OSError as error:
        pytest.skip(f"no folder can be hidden here: {error}")
    if seen.returncode:
        pytest.skip(f"no folder can be hidden here: {seen.stderr.decode()}")
    assert seen.stdout == b""
    with cluster_in(tmp_path / "cluster") as cluster:
        cluster.worker("far", wrap=wrap)
        out = tmp_path / "teacher" / "out"
        ended = grade(handed_in, out, "--course", str(course), "--dask", cluster.address)
        assert ended.code == 0, ended.said
        assert ended.untimed == local.untimed
        spotless(cluster)


def hostile(folder: Path, submissions: Path) -> Path:
    """The class, with one more in it."""
    shutil.copytree(submissions, folder)
    place = folder / "student99" / "a01_small" / "small.py"
    place.parent.mkdir(parents=True)
    place.write_text((COURSE / "solutions/a01_small/small.py").read_text() + KILLER)
    return folder


def test_behind_the_wall_nobody_reaches_a_worker(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    everybody = hostile(tmp_path / "class", submissions)
    with cluster_in(tmp_path / "cluster", "one") as cluster:
        before = cluster.started[1].worker_pids
        ended = grade(everybody, tmp_path / "out", "--dask", cluster.address)
        assert ended.code == 0, ended.said
        assert ended.untimed.items() >= local.untimed.items()
        assert cluster.started[1].worker_pids == before


def test_who_kills_workers_is_a_grader_fault_and_nobody_else_loses_a_mark(
    submissions: Path, tmp_path: Path
) -> None:
    """At a level that stops no attacker: never a zero, and the cluster lives on.

    One worker with two slots: whoever is beside the killer is suspected, too, and comes through.
    """
    everybody = hostile(tmp_path / "class", submissions)
    failures = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with cluster_in(tmp_path / "cluster", **failures) as cluster:
        cluster.worker("one", "--nthreads", "2")
        arguments = ("--isolation", "process", "--dask", cluster.address)
        ended = grade(everybody, tmp_path / "out", *arguments)
        assert ended.code == 1, ended.said
        killer = ended.untimed.pop("student99")
        assert "workers that graded it died" in str(killer["fault"])
        assert {e["verdict"] for e in killer["assignments"][0]["exercises"]} == {"grader_fault"}
        honest = {k: v for k, v in ended.untimed.items() if k != "student99"}
        assert len(honest) == STUDENTS
        assert {doc["fault"] for doc in honest.values()} == {None}
        here = grade(submissions, tmp_path / "here", "--isolation", "process")
        assert honest == here.untimed
        until(lambda: bool(cluster.started[1].worker_pids))
        again = grade(submissions, tmp_path / "again", *arguments)
        assert again.code == 0, again.said


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"tcp://127.0.0.1:{free_port()}", "Is it running, and reachable from here?"),
        ("carrier-pigeon://home", "Expected tcp://HOST:PORT, or tls://HOST:PORT"),
        ("nonsense", "Expected"),
    ],
)
def test_an_address_where_nobody_answers_is_a_sentence(
    address: str, says: str, submissions: Path, tmp_path: Path
) -> None:
    ended = grade(submissions, tmp_path / "out", "--dask", address)
    assert ended.code == 2
    assert f"Error: {address}" in ended.sentence or address in ended.sentence
    assert says in ended.sentence
    assert ended.sentence.count("Error") == 1


def test_a_cluster_without_workers_says_how_to_start_one(submissions: Path, tmp_path: Path) -> None:
    with cluster_in(tmp_path / "cluster") as cluster:
        ended = grade(submissions, tmp_path / "out", "--dask", cluster.address)
        assert ended.code == 2
        assert ended.sentence.endswith(f"Start one with: dask worker {cluster.address}")


def test_a_lost_scheduler_is_a_sentence_and_the_same_command_goes_on(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with cluster_in(tmp_path / "first", "one") as cluster:
        process = start(submissions, out, "--dask", cluster.address)
        until_graded(process, out)
        cluster.started[0].process.kill()
        ended = finish(process, out)
        assert ended.code == 2
        assert ended.sentence.endswith(
            f"Error: The connection to the cluster at {cluster.address} is lost. "
            "What is done is kept; the same command goes on from here."
        )
    with cluster_in(tmp_path / "second", "one") as cluster:
        again = grade(submissions, out, "--dask", cluster.address)
    assert again.code == 0, again.said
    assert "Resuming: " in again.said
    assert again.untimed == local.untimed


def test_ctrl_c_cancels_what_waits_and_leaves_the_workers_clean(
    submissions: Path, local: Ended, tmp_path: Path
) -> None:
    with cluster_in(tmp_path / "cluster", "one") as cluster:
        process = start(submissions, tmp_path / "out", "--dask", cluster.address)
        until_graded(process, tmp_path / "out")
        process.send_signal(signal.SIGINT)
        ended = finish(process, tmp_path / "out")
        assert ended.code == 130, ended.said
        assert ended.sentence.endswith(STOPPED)
        spotless(cluster)
        assert not tasks(cluster)
        again = grade(submissions, tmp_path / "out", "--dask", cluster.address)
        assert again.untimed == local.untimed


def tasks(cluster: Cluster) -> int:
    """How many tasks the scheduler still knows."""
    from distributed import Client

    with Client(cluster.address, timeout=30, set_as_default=False) as client:
        return int(client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)))


def test_workers_clean_up_after_a_command_that_never_comes_back(
    submissions: Path, tmp_path: Path
) -> None:
    """The lease is shortened here; the scheduler keeps nothing."""
    short = "from autograder.batch import site\nsite.LEASE_SECONDS = 8.0\n"
    with cluster_in(tmp_path / "cluster") as cluster:
        one = cluster.worker("one", preload=short)
        process = start(submissions, tmp_path / "out", "--dask", cluster.address)
        until_graded(process, tmp_path / "out")
        process.kill()
        process.wait()
        assert one.temporary
        spotless(cluster)
        until(lambda: "Removing Worker plugin grade-" in one.log)


def sections() -> list[list[str]]:
    """The commands of docs/cluster.md, by section."""
    text = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    found = []
    for section in re.split(r"^## ", text, flags=re.MULTILINE):
        blocks = re.findall(r"^```bash\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        found.append([line for block in blocks for line in block.splitlines()])
    return [lines for lines in found if lines]


def certificates(folder: Path) -> None:
    """An authority and what it certifies, for a day."""
    folder.mkdir()
    key = "openssl req -newkey rsa:2048 -nodes -days 1"
    sign = "openssl x509 -req -days 1 -CA ca.pem -CAkey ca.key -CAcreateserial"
    for line in (
        f"{key} -subj /CN=authority -x509 -keyout ca.key -out ca.pem",
        f"{key} -subj /CN=node -keyout node.key -out node.csr",
        f"{sign} -in node.csr -out node.pem",
    ):
        subprocess.run(line.split(), cwd=folder, check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize("lines", sections(), ids=["plain", "tls"])
def test_what_the_documentation_says_is_what_happens(
    lines: list[str], submissions: Path, local: Ended, tmp_path: Path
) -> None:
    """Its commands in order; those that serve run until the others are through."""
    if "tls" in " ".join(lines) and shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificates, and is not here")
    if "tls" in " ".join(lines):
        certificates(tmp_path / "etc")
    work, port = tmp_path / "work", free_port()
    here = {"8786": str(port), "8787": "0", "10.0.0.1": "127.0.0.1", "/etc/autograder": "@etc"}
    here["@etc"] = str(tmp_path / "etc")
    shutil.copytree(submissions, work / "submissions")
    for name in ("assignments", "solutions", "tests"):
        shutil.copytree(COURSE / name, work / name)
    environment = os.environ | {"AUTOGRADER_SECRET": SECRET, "COLUMNS": "200"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    cluster, ran = Cluster(tmp_path / "cluster", port=port), set()
    try:
        for line in lines:
            for name, value in here.items():
                line = line.replace(name, value)
            words = shlex.split(line)
            ran.add(" ".join(words[:2]))
            if words[0] == "dask":
                made = cluster.start(words[1], words[1:])
                made.wait_for({"scheduler": "Scheduler at", "worker": "Registered to"}[words[1]])
            elif words[0] == "export":
                environment |= dict([words[1].split("=", 1)])
            else:
                done = subprocess.run(
                    words, cwd=work, env=environment, capture_output=True, text=True, timeout=200
                )
                assert done.returncode == 0, done.stdout + done.stderr
        if "tls" in line:
            del environment["DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT"]
            stranger = subprocess.run(
                words, cwd=work, env=environment, capture_output=True, text=True, timeout=200
            )
            assert stranger.returncode == 2 and "Traceback" not in stranger.stderr
            assert stranger.stderr.startswith("Error: ")
    finally:
        cluster.close()
    assert ran >= {"dask scheduler", "dask worker", "autograder grade"}
    assert Ended(0, "", work / "grades").untimed == local.untimed


def test_speed_marks_go_to_a_worker_that_is_alone_or_are_refused(tmp_path: Path) -> None:
    course = load_course(ROOT / "tests" / "attacks" / "speed_course")
    (race,) = course.assignments
    archive = tar_gz(secret_tree(course, [race]))
    order = order_for(course, (race.id,), archive, Level.NAMESPACES, SECRET)
    source = (race.solution_dir / race.file).read_bytes()
    files = {race.id: {race.file: source}}
    job = Job(assignments=(race.id,), files=files, speed=("nearest",))
    with cluster_in(tmp_path, "one") as cluster:
        with DaskExecutor(cluster.address, order, print) as busy:
            assert "its machine to itself" in busy.untimed("cpu")
            with pytest.raises(LastingFault, match="No worker says that it has its machine"):
                busy.grade(job)
        cluster.worker("quiet", "--nthreads", "4", "--resources", "alone=1")
        with DaskExecutor(cluster.address, order, print) as executor:
            assert executor.untimed("cpu") == ""
            assert executor.slots == 2  # however many threads the quiet one has
            result = executor.grade(job)
    assert result.speed["nearest"].status is SpeedStatus.MEASURED
    assert result.speed["nearest"].earned > 0  # the reference beside itself


def test_a_cluster_that_stays_without_workers_is_given_up(
    tmp_path: Path,
    make_job: Callable[..., Job],
    reference_source: str,
    small_course: Course,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster_module, "LOST_SECONDS", 2.0)
    archive = tar_gz(secret_tree(small_course, small_course.assignments))
    order = order_for(small_course, ("a01_small",), archive, Level.NAMESPACES, SECRET)
    said: list[str] = []
    with cluster_in(tmp_path, "one") as cluster:
        with DaskExecutor(cluster.address, order, said.append) as executor:
            one = cluster.started[1]
            for pid in (one.process.pid, *one.worker_pids):
                os.kill(pid, signal.SIGKILL)
            with pytest.raises(ClusterError, match=r"has no worker left\. What is done is kept"):
                executor.grade(make_job(reference_source))
        assert said[-1] == "Worker one is gone; others do its work."
        spotless(cluster)


def test_helpers_name_what_they_start(tmp_path: Path) -> None:
    """The counting above sees what it must see, or it would prove nothing."""
    with cluster_in(tmp_path, "one") as cluster:
        one: Started = cluster.started[1]
        assert len(one.worker_pids) == 1 and NO_MEMORY
        (one.folder / "tmp" / "left").mkdir()
        assert one.temporary == ["left"]
