"""The store: the first document of a key stays, whoever writes and whatever is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.errors import StoreError
from autograder.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


def test_a_document_is_found_by_its_key_alone(url: str) -> None:
    store = Store(url)
    store.put("k1", "a01", b"\x00\xff")
    store.put("k2", "a01", b"two")
    assert store.get(["k1", "k3"]) == {"k1": b"\x00\xff"}
    assert store.get([]) == {}


def test_the_first_document_of_a_key_stays(url: str) -> None:
    store = Store(url)
    store.put("k", "a01", b"first")
    store.put("k", "a01", b"second")
    assert store.get(["k"]) == {"k": b"first"}


def test_everything_is_there_when_it_is_opened_again(url: str) -> None:
    store = Store(url)
    store.put("k", "a01", b"document")
    store.assign("ada", "a01", "k")
    secret = store.secret()
    store.close()
    again = Store(url)
    assert again.get(["k"]) == {"k": b"document"}
    assert again.known(["ada", "bob"]) == 1
    assert again.secret() == secret and len(secret) == 32


def test_two_stores_have_two_secrets(tmp_path: Path) -> None:
    secrets = {Store(f"sqlite:///{tmp_path / name}").secret() for name in ("a", "b")}
    assert len(secrets) == 2


def test_a_submission_moves_to_its_newest_result(url: str, tmp_path: Path) -> None:
    store = Store(url)
    for key in ("k1", "k2"):
        store.assign("ada", "a01", key)
    store.assign("ada", "a02", "k3")
    with sqlite3.connect(tmp_path / "store.sqlite") as raw:
        rows = raw.execute("select assignment, key from submissions order by 1").fetchall()
    assert rows == [("a01", "k2"), ("a02", "k3")]
    assert store.known(["ada"]) == 1


def test_runs_are_noted(url: str, tmp_path: Path) -> None:
    store = Store(url)
    first, second = store.begin_run(), store.begin_run()
    assert first != second
    store.end_run(second, submissions=30, faults=1)
    with sqlite3.connect(tmp_path / "store.sqlite") as raw:
        rows = raw.execute("select id, finished_at is null, submissions, faults from runs")
        assert rows.fetchall() == [(first, 1, None, None), (second, 0, 30, 1)]


def test_many_threads_may_use_it_at_once(url: str) -> None:
    store = Store(url)

    def work(n: int) -> bytes:
        key = f"k{n % 10}"  # every key is wanted by several
        store.put(key, "a01", str(n).encode())
        store.assign(f"s{n % 10}", "a01", key)
        return store.get([key])[key]

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(work, range(200)))
    kept = store.get([f"k{n}" for n in range(10)])
    assert len(kept) == 10
    assert all(seen[n] == kept[f"k{n % 10}"] for n in range(200))
    assert store.known([f"s{n}" for n in range(10)]) == 10


def test_one_secret_is_agreed_upon_by_many(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: Store(url).secret(), range(8)))) == 1


@pytest.mark.parametrize("content", [b"not a database, but some notes" * 50, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"Move it away to start anew"):
        Store(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path, url: str) -> None:
    with sqlite3.connect(tmp_path / "store.sqlite") as raw:
        raw.execute("create table bookmarks (id integer)")
    raw.close()
    with pytest.raises(StoreError, match="holds something else"):
        Store(url)
    with sqlite3.connect(tmp_path / "store.sqlite") as raw:
        assert raw.execute("select name from sqlite_master").fetchall() == [("bookmarks",)]
    raw.close()


def test_another_version_is_refused_by_its_number(tmp_path: Path, url: str) -> None:
    Store(url).close()
    with sqlite3.connect(tmp_path / "store.sqlite") as raw:
        raw.execute("update settings set value = '99' where name = 'version'")
    raw.close()
    with pytest.raises(StoreError, match=r"has version 99; this grader writes 1"):
        Store(url)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "",
        "two words://x",
        "sqlite:////no/such/folder/at/all/x.sqlite",
        "oracle+nothing://host/db",
        "postgresql://host:port/db",
    ],
)
def test_a_url_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        Store(url)


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Store(f"sqlite+nothing://user:s3cret@{tmp_path}/x")
    assert "s3cret" not in str(caught.value)


_WRITER = """
import sys
from autograder.store import Store
store = Store(sys.argv[1])
for n in range(10**6):
    store.put(f"k{n}", "a01", b"x" * 1000)
    print(n, flush=True)
"""


def test_what_was_put_survives_a_kill_of_the_writer(url: str) -> None:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, url], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    for _ in range(40):
        last = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    last += len(writer.stdout.read().split(b"\n")) - 1
    writer.wait()
    writer.stdout.close()
    store = Store(url)
    kept = store.get([f"k{n}" for n in range(last + 1)])
    assert len(kept) == last + 1
    assert set(kept.values()) == {b"x" * 1000}
    store.put("next", "a01", b"goes on")
    assert store.get(["next"])
