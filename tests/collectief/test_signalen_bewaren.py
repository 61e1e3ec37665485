"""Is what was kept long enough gone, from the files of the database as well?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from collectief.models import Signaal, SignaalLezing, SignaalTekst
from collectief.signalen.bewaren import LEZING_KEPT, delete_expired, delete_remains
from tests.builders import NOW, build_signaal, build_team

TODAY = NOW.date()
PLANTED = "geheimpje"
MANY = 300


def test_a_text_goes_on_its_day_and_its_signaal_stays(session: Session) -> None:
    team = build_team(session)
    for days in (89, 90):
        build_signaal(session, team=team, op=TODAY - timedelta(days=days))
    assert delete_expired(session, op=TODAY).teksten == 1
    assert session.scalars(select(func.count()).select_from(Signaal)).one() == 2
    assert session.scalars(select(SignaalTekst.verloopt_op)).one() == TODAY + timedelta(days=1)


def test_a_note_of_who_read_is_kept_a_year(session: Session) -> None:
    for days in (-1, 1):
        session.add(SignaalLezing(signaal_id=1, op=NOW - LEZING_KEPT - timedelta(days=days)))
    session.flush()
    assert delete_expired(session, op=TODAY).lezingen == 1
    assert session.scalars(select(func.count()).select_from(SignaalLezing)).one() == 1


def test_of_what_was_deleted_no_byte_is_left_in_the_files(engine: Engine) -> None:
    random = Random(392)  # noqa: S311 - to be the same each time
    with Session(engine) as session:
        team = build_team(session)
        for number in range(MANY):  # of all lengths and mixed, so that pages are split and joined
            is_old = random.random() < 0.6
            tekst = f"{PLANTED if is_old else 'blijft'} {number} " + "x" * random.randrange(450)
            build_signaal(session, team=team, tekst=tekst, op=TODAY - timedelta(days=200 if is_old else 1))
        session.commit()
        engine_holds = holds(engine, PLANTED)
        deleted = delete_expired(session, op=TODAY).teksten
        session.commit()
    assert delete_remains(engine)
    assert (engine_holds, MANY // 2 < deleted < MANY) == (True, True)
    assert not holds(engine, PLANTED)
    assert holds(engine, "blijft")


def holds(engine: Engine, planted: str) -> bool:
    return any(planted.encode() in file.read_bytes() for file in files_of(engine))


def files_of(engine: Engine) -> Iterator[Path]:
    """The file and its log; of PostgreSQL all that stands in the folder of the database."""
    if engine.dialect.name == "sqlite":
        file = Path(str(engine.url.database))
        yield from (found for found in file.parent.glob(f"{file.name}*") if found.is_file())
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder, heap = connection.execute(
            text("SELECT current_setting('data_directory'), pg_relation_filepath('signaal_tekst')")
        ).one()
    yield from (found for found in (Path(folder) / heap).parent.iterdir() if found.is_file())
