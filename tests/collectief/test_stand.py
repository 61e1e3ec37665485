"""Does every commit show in the stand, and nothing else?"""

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from collectief.database import make_engine
from collectief.stand import Stand
from tests.builders import build_aanbod


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


def test_it_can_be_read_on_after_the_engine_closed_all(stand: Stand, engine: Engine, session: Session) -> None:
    stand.read()
    engine.dispose()
    after = stand.read()
    build_aanbod(session)
    session.commit()
    assert stand.read() != after
