"""What of the signalen has been kept long enough, and how is it gone from the database's files as well?"""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Engine, delete, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from collectief.models import SignaalLezing, SignaalTekst
from collectief.tijden.dutch_time import AMSTERDAM

LEZING_KEPT = timedelta(days=365)


class Deleted(NamedTuple):
    """How many texts of signalen, and how many notes of who read one."""

    teksten: int
    lezingen: int


def delete_expired(session: Session, *, op: date) -> Deleted:
    """Delete what has been kept long enough on this day; the signalen stay, to be counted. Never commits.

    Whoever restores a database calls it before anybody can read, and `delete_remains` after it was committed.
    """
    teksten = delete(SignaalTekst).where(SignaalTekst.verloopt_op <= op)
    oldest = datetime.combine(op - LEZING_KEPT, time.min, tzinfo=AMSTERDAM)
    lezingen = delete(SignaalLezing).where(SignaalLezing.op < oldest)
    return Deleted(_count(session.execute(teksten)), _count(session.execute(lezingen)))


def _count(result: Any) -> int:
    return int(result.rowcount)


def delete_remains(engine: Engine) -> bool:
    """Remove from the database's own files what was deleted; False when somebody who reads is in the way.

    SQLite overwrites what is deleted (`secure_delete`), but in its log first: the log is written into the file and
    emptied. PostgreSQL leaves the bytes of a deleted row in its page, also after a plain VACUUM, until something else
    comes there: the table of texts, which is small, is written anew. Its log (pg_wal) is beyond a client's reach: with
    `wal_recycle = off` it is gone after the next checkpoint.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            is_blocked, *_ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            return not is_blocked
        connection.execute(text(f"VACUUM (FULL) {SignaalTekst.__tablename__}"))
        with suppress(DBAPIError):  # only some may ask for it; the server does so by itself every few minutes
            connection.execute(text("CHECKPOINT"))
        return True
