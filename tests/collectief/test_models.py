"""Does the database itself refuse what may never be?"""

from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodLeefgebied, Gebruiker, Organisatie
from collectief.plekken.locaties import get_locatie
from collectief.words import Leefgebied, Rol
from tests.builders import GEMEENTE, NOW, build_aanbod, build_gebruiker


def test_a_locatie_that_is_used_cannot_be_removed(session: Session) -> None:
    aanbod = build_aanbod(session)
    with pytest.raises(IntegrityError):
        session.execute(text("DELETE FROM locatie WHERE id = :id"), {"id": get_locatie(aanbod).id})


def test_the_words_of_an_aanbod_go_with_it(session: Session) -> None:
    session.delete(build_aanbod(session))
    session.flush()
    assert session.query(AanbodLeefgebied).count() == 0


def test_one_naam_is_one_organisatie_in_a_gemeente(session: Session) -> None:
    session.add_all(Organisatie(gemeente=GEMEENTE, naam=naam) for naam in ("Buurtcafé", "BUURTCAFÉ"))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_teamlid_belongs_to_a_team(session: Session) -> None:
    session.add(Gebruiker(gemeente=GEMEENTE, email="-", password="-", fs_uniquifier="-", rol=Rol.TEAMLID))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_word_that_is_not_in_its_list_is_not_stored(session: Session) -> None:
    aanbod = build_aanbod(session)
    aanbod.soort = "feest"  # type: ignore[assignment]
    with pytest.raises(StatementError, match="feest"):
        session.flush()


def test_words_come_back_as_words(session: Session) -> None:
    key = build_aanbod(session, leefgebieden={Leefgebied.FINANCIEN}).id
    session.expire_all()
    (leefgebied,) = session.get_one(Aanbod, key).leefgebieden
    assert leefgebied is Leefgebied.FINANCIEN


def test_a_moment_comes_back_as_it_was_stored(session: Session) -> None:
    aanbod = build_aanbod(session, now=datetime.fromisoformat("2026-07-01T14:00:00.5+02:00"))
    session.expire_all()
    assert aanbod.gewijzigd_op == datetime.fromisoformat("2026-07-01T12:00:00.5+00:00")


def test_a_moment_without_a_zone_is_not_stored(session: Session) -> None:
    aanbod = build_aanbod(session)
    aanbod.gewijzigd_op = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="zone"):
        session.flush()


def test_a_gebruiker_does_not_show_the_password_when_printed(session: Session) -> None:
    gebruiker = build_gebruiker(session)
    gebruiker.password = "geheim"
    assert "geheim" not in repr(gebruiker)
