"""Has anybody written to the database since? Asked on every page that is remembered, so it costs next to nothing."""

import os
import sqlite3
from collections.abc import Hashable, Iterable
from itertools import count
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection, Engine, event, text

COUNTED = """
SELECT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
WHERE tgname = 'tel_schrijfbeurt' AND pg_table_is_visible(pg_class.oid)
"""
COUNT_WRITERS = """
CREATE TRIGGER tel_schrijfbeurt AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION tel_schrijfbeurt()
"""


def count_writers(connection: Connection, tables: Iterable[str]) -> None:
    """See that PostgreSQL counts whoever writes to one of these tables; SQLite counts by itself.

    A table whose writers are counted already is left alone: a trigger waits for all who are writing.
    """
    if connection.dialect.name == "postgresql":
        counted = set(connection.scalars(text(COUNTED)))
        for table in tables:
            if table not in counted:
                connection.execute(text(COUNT_WRITERS.format(table=table)))


class _Watching(NamedTuple):
    """A connection of one process that only looks; versions of two connections tell nothing of each other."""

    pid: int
    number: int
    connection: sqlite3.Connection


class Stand:
    """Says which state the database is in: two that are equal saw no commit between them, of whatever program.

    Two that differ may hold the same all the same. Ask it before reading: what is read then is as new or newer.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._numbers = count()
        self._watching: _Watching | None = None
        event.listen(engine, "engine_disposed", lambda _engine: self._close())

    def read(self) -> Hashable:
        return self._read_sqlite() if self._engine.dialect.name == "sqlite" else self._read_postgres()

    def _read_sqlite(self) -> Hashable:
        """What SQLite counts holds for one connection that writes nothing itself, and never outlives a fork."""
        with self._lock:
            if self._watching is None or self._watching.pid != os.getpid():
                connection = sqlite3.connect(str(self._engine.url.database), check_same_thread=False)
                self._watching = _Watching(os.getpid(), next(self._numbers), connection)
            (version,) = self._watching.connection.execute("PRAGMA data_version").fetchone()
            return self._watching.number, version

    def _read_postgres(self) -> Hashable:
        """How many transactions wrote and are over; every writing statement has its transaction counted once."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return int(connection.scalar(text("SELECT coalesce(sum(aantal), 0) FROM schrijfbeurt")) or 0)

    def _close(self) -> None:
        with self._lock:
            if self._watching and self._watching.pid == os.getpid():
                self._watching.connection.close()
            self._watching = None
