"""Does every commit show in the stand, and nothing else?"""

import pytest
from sqlalchemy import Engine, create_engine, delete, text
from sqlalchemy.orm import Session

from collectief.base import Base
from collectief.database import is_up_to_date, make_engine, migrate
from collectief.stand import Stand
from tests.builders import build_aanbod, build_team


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


@pytest.fixture
def stand(engine: Engine) -> Stand:
    return Stand(engine)


def test_nothing_written_is_the_same_stand(stand: Stand, session: Session) -> None:
    build_aanbod(session)
    session.commit()
    assert stand.read() == stand.read()


def test_a_commit_is_another_stand(stand: Stand, session: Session) -> None:
    before = stand.read()
    aanbod = build_aanbod(session)
    session.commit()
    registered = stand.read()
    aanbod.naam = "Anders"
    session.commit()
    assert len({before, registered, stand.read()}) == 3


def test_what_is_written_but_not_committed_shows_once_it_is(stand: Stand, session: Session) -> None:
    build_aanbod(session)
    session.flush()
    before = stand.read()
    session.commit()
    assert stand.read() != before


def test_another_program_that_writes_shows(stand: Stand, engine: Engine) -> None:
    before = stand.read()
    other = make_engine(engine.url.render_as_string(hide_password=False))
    with Session(other) as session:
        build_aanbod(session)
        session.commit()
    other.dispose()
    assert stand.read() != before


def test_what_was_undone_need_not_show_and_what_follows_does(stand: Stand, session: Session) -> None:
    build_aanbod(session)
    session.rollback()
    before = stand.read()
    build_aanbod(session)
    session.commit()
    assert stand.read() != before


def test_every_table_shows(stand: Stand, engine: Engine) -> None:
    """SQLite counts by itself, and only what changed anything."""
    for table in Base.metadata.tables.values():
        before = stand.read()
        with engine.begin() as connection:
            connection.execute(delete(table))
        assert is_sqlite(engine) or stand.read() != before, table


def test_two_that_write_at_once_do_not_wait_for_each_other_and_both_show(stand: Stand, engine: Engine) -> None:
    if is_sqlite(engine):
        pytest.skip("SQLite lets one write at a time")
    with Session(engine) as first, Session(engine) as second:
        second.execute(text("SET lock_timeout = '2s'"))
        build_team(first, slug="een")
        build_team(second, slug="twee", buurten=())
        before = stand.read()
        second.commit()
        one = stand.read()
        first.commit()
    assert len({before, one, stand.read()}) == 3


def test_who_starts_the_service_does_not_wait_for_who_is_writing(engine: Engine, session: Session) -> None:
    if is_sqlite(engine):
        pytest.skip("SQLite lets one write at a time")
    build_team(session)
    other = engine.url.update_query_dict({"options": "-c lock_timeout=2s"}).render_as_string(hide_password=False)
    starting = create_engine(other)
    migrate(starting)
    starting.dispose()
    assert is_up_to_date(engine)


def test_keeping_house_in_the_database_is_no_commit(stand: Stand, engine: Engine, session: Session) -> None:
    build_aanbod(session)
    session.commit()
    before = stand.read()
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
    assert is_sqlite(engine) or stand.read() == before


def test_it_can_be_read_on_after_the_engine_closed_all(stand: Stand, engine: Engine, session: Session) -> None:
    stand.read()
    engine.dispose()
    after = stand.read()
    build_aanbod(session)
    session.commit()
    assert stand.read() != after
