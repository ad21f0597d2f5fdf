"""The store: SQLite in a file by default, PostgreSQL by URL."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from autograder.errors import StoreError

VERSION = 1

# What to do, by a word of the reason.
_ADVICE = {
    "locked": "Another program holds it: end that, then run the same command again.",
    "full": "Free some space, then run the same command again; what is done is kept.",
    "readonly": "Make it and its folder writable, or name another one with --store.",
    "unable to open": "Is its folder there, and writable? Or name another one with --store.",
    "": "Move it away to start anew, or name another one with --store.",
}

_metadata = sa.MetaData()

_settings = sa.Table(
    "settings",
    _metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

_results = sa.Table(
    "results",
    _metadata,
    sa.Column("key", sa.String(64), primary_key=True),  # digest of all that a mark depends on
    sa.Column("assignment", sa.String(128), nullable=False),
    sa.Column("document", sa.LargeBinary, nullable=False),
    sa.Column("graded_at", sa.DateTime(timezone=True), nullable=False),
)

_submissions = sa.Table(
    "submissions",
    _metadata,
    sa.Column("id", sa.String(128), primary_key=True),
    sa.Column("assignment", sa.String(128), primary_key=True),
    sa.Column("key", sa.String(64), nullable=False),
)

_runs = sa.Table(
    "runs",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("finished_at", sa.DateTime(timezone=True)),
    sa.Column("submissions", sa.Integer),
    sa.Column("faults", sa.Integer),
)


class Store:
    """Results by key. Safe to use from several threads.

    Args:
        url: an SQLAlchemy URL, such as "sqlite:///grades/store.sqlite".

    Raises:
        StoreError: it cannot be opened, or holds something else. Any method raises it where the
            store cannot be read or written, such as on a full disk.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        try:
            self._engine = sa.create_engine(url)
        except (SQLAlchemyError, ImportError, ValueError) as error:
            raise _unusable(url, error) from None
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _durable)
        with self._used():
            _create(self._engine)
        version = self.setting("version", str(VERSION))
        if version != str(VERSION):
            raise StoreError(
                f"The store {_shown(url)} has version {version}; this grader writes {VERSION}. "
                "Name another one with --store."
            )

    @contextmanager
    def _used(self) -> Iterator[None]:
        """Say in one sentence what goes wrong with the store, and what to do."""
        try:
            yield
        except (SQLAlchemyError, ImportError, ValueError) as error:
            raise _unusable(self._url, error) from None

    @contextmanager
    def _changed(self) -> Iterator[sa.Connection]:
        """A transaction, committed at the end.

        Raises:
            IntegrityError: somebody else was faster.
        """
        with self._used():
            try:
                with self._engine.begin() as connection:
                    yield connection
            except IntegrityError as error:
                faster = error
            else:
                return
        raise faster

    def setting(self, name: str, default: str) -> str:
        """The setting's value; `default` is kept if it has none yet."""
        try:
            with self._changed() as connection:
                connection.execute(_settings.insert().values(name=name, value=default))
            return default
        except IntegrityError:
            with self._used(), self._engine.connect() as connection:
                query = sa.select(_settings.c.value).where(_settings.c.name == name)
                return str(connection.execute(query).scalar_one())

    def secret(self) -> str:
        """A secret of this store's own, made when first asked for."""
        return self.setting("secret", secrets.token_hex(16))

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The documents of those keys that have one."""
        query = sa.select(_results.c.key, _results.c.document).where(_results.c.key.in_(list(keys)))
        with self._used(), self._engine.connect() as connection:
            return {key: bytes(document) for key, document in connection.execute(query)}

    def put(self, key: str, assignment: str, document: bytes) -> None:
        """Keep a document. When this returns, it is on disk. The first one of a key stays."""
        row = {"key": key, "assignment": assignment, "document": document, "graded_at": _now()}
        try:
            with self._changed() as connection:
                connection.execute(_results.insert().values(row))
        except IntegrityError:
            return

    def assign(self, submission: str, assignment: str, key: str) -> None:
        """Note which result a submission has now."""
        where = (_submissions.c.id == submission) & (_submissions.c.assignment == assignment)
        with self._changed() as connection:
            changed = connection.execute(_submissions.update().where(where).values(key=key))
            if not changed.rowcount:
                row = {"id": submission, "assignment": assignment, "key": key}
                connection.execute(_submissions.insert().values(row))

    def known(self, submissions: Iterable[str]) -> int:
        """How many of these submissions have been graded before."""
        query = sa.select(_submissions.c.id).distinct()
        with self._used(), self._engine.connect() as connection:
            return len(set(submissions) & set(connection.execute(query).scalars()))

    def begin_run(self) -> int:
        """Note that a run begins; its number."""
        with self._changed() as connection:
            made = connection.execute(_runs.insert().values(started_at=_now()))
            return int(made.inserted_primary_key[0])  # type: ignore[index]

    def end_run(self, run: int, submissions: int, faults: int) -> None:
        """Note that a run has ended."""
        values = {"finished_at": _now(), "submissions": submissions, "faults": faults}
        with self._changed() as connection:
            connection.execute(_runs.update().where(_runs.c.id == run).values(values))

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def _create(engine: sa.Engine) -> None:
    """Make what tables are missing; another command may be at it, too.

    Raises:
        ValueError: the file is a database of something else.
    """
    if engine.dialect.name == "sqlite":
        there = sa.inspect(engine).get_table_names()
        if there and not _metadata.tables.keys() & set(there):
            raise ValueError(f"it holds something else, such as a table {there[0]!r}")
    with engine.begin() as connection:
        for table in _metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))


def _durable(connection: Any, _: object) -> None:
    """Write-ahead log, so that a kill loses nothing that was committed."""
    connection.execute("PRAGMA busy_timeout=30000")  # first: others may be opening it, too
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _unusable(url: str, error: Exception) -> StoreError:
    reason = str(getattr(error, "orig", None) or error)
    advice = next(text for word, text in _ADVICE.items() if word in reason)
    return StoreError(f"The store {_shown(url)} cannot be used: {reason}. {advice}")


def _now() -> datetime:
    return datetime.now(UTC)


def _shown(url: str) -> str:
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except (SQLAlchemyError, ValueError):
        return repr(url.rpartition("@")[2])
