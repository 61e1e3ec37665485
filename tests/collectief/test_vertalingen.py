"""Is an entry told in other languages by its own team, next to the Dutch text that holds?"""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectief.dubbelen.samenvoegen import Keuzes, merge_aanbod
from collectief.errors import InvalidInvoerError, NotAllowedError
from collectief.models import Aanbod, Gebruiker, Vertaling, Wijziging
from collectief.registreren.invoer import make_invoer
from collectief.registreren.registreren import change_aanbod
from collectief.registreren.vertalingen import (
    VertalingInvoer,
    find_vertaling,
    is_behind,
    set_vertaling,
    vertalingen_in,
)
from collectief.words import Taal
from tests.builders import ELDERS, LATER, build_aanbod, build_gebruiker, build_invoer, build_team

TURKISH = VertalingInvoer(naam="Kilisede kahve", omschrijving="Birlikte kahve içiyoruz.")


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def aanbod(session: Session) -> Aanbod:
    return build_aanbod(session, adres="Kerkstraat 12")


def put(session: Session, aanbod: Aanbod, door: Gebruiker, invoer: VertalingInvoer = TURKISH) -> Vertaling | None:
    return set_vertaling(session, aanbod, Taal.TR, invoer, door=door, now=LATER)


def change(session: Session, aanbod: Aanbod, door: Gebruiker, **values: Any) -> None:
    invoer = build_invoer(**{"adres": "Kerkstraat 12"} | values)
    change_aanbod(session, aanbod, invoer, door=door, now=LATER, versie=aanbod.versie)


def hide(session: Session, aanbod: Aanbod, door: Gebruiker, **values: Any) -> None:
    hidden = {"verborgen": True, "bereikbaar_via": "Bel het wijkteam.", "punt": None, "buurtcode": "", "adres": ""}
    change(session, aanbod, door, **hidden | values)


def fields_of_history(session: Session) -> set[str]:
    return {field for velden in session.scalars(select(Wijziging.velden)) for field in velden}


def test_it_is_kept_by_taal(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    put(session, aanbod, teamlid)
    assert vertalingen_in(session, Taal.TR, [aanbod.id])[aanbod.id].naam == "Kilisede kahve"
    assert vertalingen_in(session, Taal.AR, [aanbod.id]) == {}


def test_its_texts_are_tidied(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    untidy = VertalingInvoer(naam="  Kilisede   kahve ", omschrijving=" Birlikte \r\n\r\n\r\n\r\n kahve ")
    found = put(session, aanbod, teamlid, untidy)
    assert found
    assert (found.naam, found.omschrijving) == ("Kilisede kahve", "Birlikte\n\nkahve")


def test_visitors_see_something_new(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    put(session, aanbod, teamlid)
    assert aanbod.gewijzigd_op == LATER


def test_it_is_part_of_the_history(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    put(session, aanbod, teamlid)
    newest = session.scalars(select(Wijziging).order_by(Wijziging.id.desc())).first()
    assert newest
    assert newest.velden["naam_tr"] == ["", "Kilisede kahve"]


def test_only_who_may_edit_the_aanbod_may_translate_it(session: Session, aanbod: Aanbod) -> None:
    neighbour = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]))
    with pytest.raises(NotAllowedError):
        put(session, aanbod, neighbour)


@pytest.mark.parametrize(
    ("invoer", "field", "rule"),
    [
        (VertalingInvoer(naam="Kahve"), "omschrijving", "required_with_vertaling"),
        (VertalingInvoer(omschrijving="Kahve."), "naam", "required_with_vertaling"),
        (VertalingInvoer(naam="k" * 121, omschrijving="Kahve."), "naam", "too_long"),
        (VertalingInvoer(naam="Kahve", omschrijving="k" * 2001), "omschrijving", "too_long"),
    ],
)
def test_what_breaks_a_rule_is_not_stored(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker, invoer: VertalingInvoer, field: str, rule: str
) -> None:
    with pytest.raises(InvalidInvoerError) as caught:
        put(session, aanbod, teamlid, invoer)
    assert [(problem.field, problem.rule) for problem in caught.value.problems] == [(field, rule)]
    assert aanbod.vertalingen == []


def test_two_empty_fields_take_it_away(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    put(session, aanbod, teamlid)
    assert put(session, aanbod, teamlid, VertalingInvoer()) is None
    assert session.scalar(select(func.count()).select_from(Vertaling)) == 0


def test_it_is_behind_once_the_dutch_text_changes(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    found = put(session, aanbod, teamlid)
    assert found
    change(session, aanbod, teamlid, omschrijving="Samen thee drinken.")
    assert is_behind(found, aanbod)


def test_other_hours_do_not_put_it_behind(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    found = put(session, aanbod, teamlid)
    assert found
    change(session, aanbod, teamlid, openingstijden="ma 9.00-12.00")
    assert not is_behind(found, aanbod)


def test_saving_it_again_says_that_it_holds(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    found = put(session, aanbod, teamlid)
    assert found
    change(session, aanbod, teamlid, omschrijving="Samen thee drinken.")
    put(session, aanbod, teamlid)
    assert not is_behind(found, aanbod)


def test_it_goes_when_the_place_is_hidden(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    """It may name the address, in letters that no rule finds."""
    put(session, aanbod, teamlid, VertalingInvoer(naam="قهوة", omschrijving="شارع الكنيسة ١٢"))
    hide(session, aanbod, teamlid)
    assert session.scalar(select(func.count()).select_from(Vertaling)) == 0
    assert not {"naam_tr", "omschrijving_tr"} & fields_of_history(session)


def test_what_is_translated_of_a_hidden_place_stays(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    hide(session, aanbod, teamlid)
    put(session, aanbod, teamlid)
    hide(session, aanbod, teamlid, kosten="€ 2")
    assert find_vertaling(aanbod, Taal.TR)


def test_it_goes_with_its_aanbod(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    put(session, aanbod, teamlid)
    session.delete(aanbod)
    session.flush()
    assert session.scalar(select(func.count()).select_from(Vertaling)) == 0


def test_merging_keeps_the_texts_of_the_one_that_stays(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    other = build_aanbod(session, adres="Kerkstraat 12")
    put(session, aanbod, teamlid)
    put(session, other, teamlid, VertalingInvoer(naam="Kahve", omschrijving="Kahve."))
    versies = (aanbod.versie, other.versie)
    merge_aanbod(session, aanbod, other, Keuzes({}), door=teamlid, now=LATER, versies=versies)
    kept = find_vertaling(aanbod, Taal.TR)
    assert kept
    assert kept.naam == "Kilisede kahve"
    assert make_invoer(aanbod).naam == "Koffie in de Kerk"
