"""What is kept of a check, and what stays as it was?"""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.models import Aanbod, Wijziging
from collectief.versheid.controles import confirm, veldcontroles
from collectief.versheid.versheid import VELDEN
from collectief.words import Actie, Controleur, Controlewijze
from tests.builders import LATER, NOW, build_aanbod, build_gebruiker

TODAY, TOMORROW = NOW.date(), LATER.date()


def check_of(aanbod: Aanbod) -> tuple[date | None, Controleur | None, Controlewijze | None]:
    return aanbod.gecontroleerd_op, aanbod.gecontroleerd_door, aanbod.gecontroleerd_hoe


def checks_in_history(session: Session) -> list[Wijziging]:
    query = select(Wijziging).where(Wijziging.actie == Actie.GECONTROLEERD).order_by(Wijziging.id)
    return list(session.scalars(query))


def test_a_check_says_when_by_whom_and_how(session: Session) -> None:
    aanbod = build_aanbod(session)
    confirm(session, aanbod, door=Controleur.TEAM, hoe=Controlewijze.GEBELD, now=LATER)
    assert check_of(aanbod) == (TOMORROW, Controleur.TEAM, Controlewijze.GEBELD)


def test_a_check_is_no_change(session: Session) -> None:
    aanbod = build_aanbod(session)
    before = aanbod.gewijzigd_op, aanbod.versie
    confirm(session, aanbod, door=Controleur.AANBIEDER, now=LATER)
    session.commit()
    session.expire_all()
    assert (aanbod.gewijzigd_op, aanbod.versie) == before
    assert aanbod.gecontroleerd_op == TOMORROW


def test_who_is_editing_meanwhile_can_still_save(session: Session) -> None:
    aanbod = build_aanbod(session)
    aanbod.naam = "Thee in de Kerk"
    confirm(session, aanbod, door=Controleur.TEAM, now=LATER)
    aanbod.kosten = "gratis"
    session.commit()
    assert (aanbod.naam, aanbod.kosten, aanbod.gecontroleerd_op) == ("Thee in de Kerk", "gratis", TOMORROW)


def test_the_history_tells_who_checked_it(session: Session) -> None:
    aanbod, gebruiker = build_aanbod(session, gecontroleerd=True), build_gebruiker(session)
    confirm(session, aanbod, door=Controleur.TEAM, hoe=Controlewijze.BEZOCHT, now=LATER, gebruiker=gebruiker)
    (found,) = checks_in_history(session)
    assert (found.tabel, found.record_id, found.op, found.door) == ("aanbod", aanbod.id, LATER, gebruiker)
    assert found.velden["gecontroleerd_op"] == [str(TODAY), str(TOMORROW)]
    assert found.velden["gecontroleerd_hoe"] == ["", "bezocht"]


def test_the_same_check_twice_is_told_once(session: Session) -> None:
    aanbod = build_aanbod(session)
    for _ in range(2):
        confirm(session, aanbod, door=Controleur.TEAM, now=LATER)
    assert len(checks_in_history(session)) == 1


def test_a_field_is_checked_by_itself(session: Session) -> None:
    aanbod = build_aanbod(session, gecontroleerd=True)
    confirm(session, aanbod, door=Controleur.AANBIEDER, velden=["kosten", "naam"], now=LATER)
    assert veldcontroles(session, aanbod) == {"kosten": TOMORROW, "naam": TOMORROW}
    assert aanbod.gecontroleerd_op == TODAY
    assert [found.velden for found in checks_in_history(session)] == [{"gecontroleerde_velden": ["", "naam, kosten"]}]


def test_a_field_that_does_not_exist_is_not_checked(session: Session) -> None:
    aanbod = build_aanbod(session)
    confirm(session, aanbod, door=Controleur.AANBIEDER, velden=["versie"], now=LATER)
    assert veldcontroles(session, aanbod) == {}
    assert checks_in_history(session) == []


def test_an_entry_of_which_every_field_was_checked_is_as_fresh_as_the_oldest_of_them(session: Session) -> None:
    aanbod = build_aanbod(session)
    confirm(session, aanbod, door=Controleur.AANBIEDER, velden=VELDEN[:3], now=LATER)
    confirm(session, aanbod, door=Controleur.AANBIEDER, velden=VELDEN[3:], now=LATER + timedelta(days=5))
    assert aanbod.gecontroleerd_op == TOMORROW


def test_a_check_of_the_whole_goes_over_those_of_fields(session: Session) -> None:
    aanbod = build_aanbod(session)
    confirm(session, aanbod, door=Controleur.AANBIEDER, velden=["kosten"], now=NOW)
    confirm(session, aanbod, door=Controleur.TEAM, velden=VELDEN, now=LATER)
    assert veldcontroles(session, aanbod) == {}
    assert aanbod.gecontroleerd_op == TOMORROW
