"""Is what a team writes of its wijk kept, once a year and by themselves only?"""

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, StaleRecordError
from collectief.models import Gebruiker, Verkenning
from collectief.verkenning.aanbod_tellingen import aanbod_per_leefgebied
from collectief.verkenning.verkenningen import (
    NOT_YET,
    VerkenningInvoer,
    find_verkenning,
    save_verkenning,
    verkenningen_of,
    verkenningsjaren,
)
from collectief.words import Leefgebied, Rol, Status
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, build_aanbod, build_extra, build_gebruiker, build_team

JAAR = 2026


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


def save(session: Session, door: Gebruiker, *, versie: int = NOT_YET, jaar: int = JAAR, **texts: str) -> Verkenning:
    assert door.team
    return save_verkenning(session, door.team, VerkenningInvoer(**texts), jaar=jaar, versie=versie, door=door, now=NOW)


def test_what_was_seen_can_be_changed(session: Session, teamlid: Gebruiker) -> None:
    first = save(session, teamlid, kracht="Een koor.")
    second = save(session, teamlid, versie=first.versie, kracht="Twee koren.")
    assert (second.kracht, second.versie) == ("Twee koren.", 2)


def test_what_somebody_else_saved_first_is_not_overwritten(session: Session, teamlid: Gebruiker) -> None:
    save(session, teamlid, kracht="Een koor.")
    with pytest.raises(StaleRecordError):
        save(session, teamlid, kracht="Twee koren.")


def test_two_who_save_in_the_same_blink_do_not_overwrite_each_other(engine: Engine) -> None:
    with Session(engine) as session:
        save(session, build_gebruiker(session), kracht="eerst")
        session.commit()
    with Session(engine) as one, Session(engine) as other:
        writers = [session.query(Gebruiker).one() for session in (one, other)]
        for writer in writers:
            assert find_verkenning(one if writer is writers[0] else other, writer.team, jaar=JAAR)  # type: ignore[arg-type]
        save(one, writers[0], versie=1, kracht="een")
        one.commit()
        with pytest.raises(StaleRecordError):
            save(other, writers[1], versie=1, kracht="ander")


def test_another_year_is_another_verkenning(session: Session, teamlid: Gebruiker) -> None:
    save(session, teamlid, kracht="nu")
    save(session, teamlid, jaar=JAAR - 1, kracht="toen")
    assert verkenningsjaren(session, GEMEENTE) == [JAAR - 1, JAAR]
    assert [one.kracht for one in verkenningen_of(session, GEMEENTE, jaar=JAAR - 1).values()] == ["toen"]


@pytest.mark.parametrize("rol", [Rol.TEAMLID, Rol.BELEID])
def test_who_is_of_another_team_or_of_none_cannot_write(session: Session, teamlid: Gebruiker, rol: Rol) -> None:
    zuid = build_team(session, "zuid", buurten=[ELDERS]) if rol == Rol.TEAMLID else None
    other = build_gebruiker(session, rol, team=zuid, email="ander@haarlem.example")
    assert teamlid.team
    with pytest.raises(NotAllowedError):
        save_verkenning(session, teamlid.team, VerkenningInvoer(), jaar=JAAR, versie=NOT_YET, door=other, now=NOW)


def test_each_text_that_cannot_be_kept_is_told(session: Session, teamlid: Gebruiker) -> None:
    with pytest.raises(InvalidInvoerError) as raised:
        save(session, teamlid, kracht="x" * 2001, plekken="Bel 06-12345678.")
    assert [(one.field, one.rule) for one in raised.value.problems] == [
        ("kracht", "too_long"),
        ("plekken", "names_person"),
    ]


def test_aanbod_is_counted_once_per_leefgebied_where_it_has_a_place(session: Session) -> None:
    both = {Leefgebied.FINANCIEN, Leefgebied.SOCIAAL_NETWERK}
    build_extra(session, build_aanbod(session, leefgebieden=both))
    build_aanbod(session, naam="Concept", leefgebieden=both, status=Status.CONCEPT)
    build_aanbod(session, naam="Elders", leefgebieden=both, buurtcode=ELDERS)
    assert aanbod_per_leefgebied(session, gemeente=GEMEENTE, buurtcodes={HIER}) == dict.fromkeys(both, 1)
