"""Can a resident be reached only by consent, and is nothing left of them once that is withdrawn?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.base import Base
from collectief.errors import InvalidInvoerError, NotAllowedError
from collectief.models import Aanbod, Contactpersoon, Gebruiker, Wijziging
from collectief.plekken.contactpersonen import (
    ContactInvoer,
    erase_contactpersoon,
    find_contactpersoon,
    set_contactpersoon,
    withdraw,
)
from collectief.words import Toestemmingswijze
from tests.builders import ELDERS, LATER, NOW, build_aanbod, build_gebruiker, build_team

TOLD = ContactInvoer(
    naam="Fatma Voorbeeld",
    telefoon="06 1234 5678",
    email="fatma@voorbeeld.example",
    toestemming=True,
    toestemming_op=date(2026, 1, 5),
    toestemming_hoe=Toestemmingswijze.MONDELING,
)
PERSONAL = ("fatma", "1234", "voorbeeld.example")
RANDOM = {"fs_uniquifier", "uuid"}  # keys that no person chose, in which any digits may stand


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def aanbod(session: Session) -> Aanbod:
    return build_aanbod(session)


def put(session: Session, aanbod: Aanbod, door: Gebruiker, **values: Any) -> Contactpersoon:
    return set_contactpersoon(session, aanbod, replace(TOLD, **values), door=door, now=LATER)


def tables_that_tell(session: Session) -> set[str]:
    """Every table of which any row has something of the person."""
    return {
        table.name
        for table in Base.metadata.tables.values()
        for row in session.execute(select(*(column for column in table.columns if column.name not in RANDOM)))
        if any(word in str(tuple(row)).casefold() for word in PERSONAL)
    }


def test_how_when_and_with_whom_consent_was_given_is_kept(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    contactpersoon = put(session, aanbod, teamlid, naam="  Fatma   Voorbeeld ")
    assert contactpersoon.naam == "Fatma Voorbeeld"
    assert (contactpersoon.toestemming_op, contactpersoon.toestemming_hoe, contactpersoon.toestemming_bij) == (
        date(2026, 1, 5),
        Toestemmingswijze.MONDELING,
        teamlid,
    )


@pytest.mark.parametrize(
    ("wrong", "broken"),
    [
        ({"toestemming": False}, ("toestemming", "required")),
        ({"toestemming_op": None}, ("toestemming_op", "no_past_day")),
        ({"toestemming_op": date(2026, 1, 7)}, ("toestemming_op", "no_past_day")),
        ({"toestemming_hoe": None}, ("toestemming_hoe", "required")),
        ({"naam": " "}, ("naam", "required")),
        ({"telefoon": "", "email": ""}, ("telefoon", "or_email_required")),
        ({"telefoon": "bel maar"}, ("telefoon", "no_telefoon")),
        ({"email": "fatma"}, ("email", "no_email")),
    ],
)
def test_without_all_of_that_nothing_is_stored(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker, wrong: dict[str, Any], broken: tuple[str, str]
) -> None:
    with pytest.raises(InvalidInvoerError) as refused:
        put(session, aanbod, teamlid, **wrong)
    assert [(problem.field, problem.rule) for problem in refused.value.problems] == [broken]
    assert tables_that_tell(session) == set()


def test_another_team_puts_nobody_on_an_entry(session: Session, aanbod: Aanbod) -> None:
    stranger = build_gebruiker(session, team=build_team(session, "zuid", buurten=[ELDERS]))
    with pytest.raises(NotAllowedError):
        put(session, aanbod, stranger)


def test_only_its_own_table_knows_who_it_is(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    put(session, aanbod, teamlid)
    assert tables_that_tell(session) == {"contactpersoon"}


def test_the_team_can_erase_it_everywhere(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    put(session, aanbod, teamlid)
    erase_contactpersoon(session, aanbod, door=teamlid, now=LATER)
    session.commit()
    assert tables_that_tell(session) == set()


def test_the_person_can_erase_it_by_the_key_alone(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    key = put(session, aanbod, teamlid).uuid
    assert withdraw(session, key, now=LATER)
    session.commit()
    assert tables_that_tell(session) == set()
    assert not withdraw(session, key, now=LATER)


def test_the_history_only_says_that_there_was_one(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    key = put(session, aanbod, teamlid).uuid
    put(session, aanbod, teamlid, telefoon="06 1234 0000")
    withdraw(session, key, now=LATER)
    told = [(w.actie, w.velden) for w in session.scalars(select(Wijziging).order_by(Wijziging.id))][1:]
    assert told == [
        ("gewijzigd", {"contactpersoon": ["", "staat erop"]}),
        ("gewist", {"contactpersoon": ["staat erop", ""]}),
    ]


def test_who_copies_the_map_sees_that_the_entry_changed(session: Session, aanbod: Aanbod, teamlid: Gebruiker) -> None:
    assert aanbod.gewijzigd_op == NOW
    put(session, aanbod, teamlid)
    assert aanbod.gewijzigd_op == LATER


def test_a_correction_keeps_the_key_and_somebody_else_gets_another(
    session: Session, aanbod: Aanbod, teamlid: Gebruiker
) -> None:
    key = put(session, aanbod, teamlid).uuid
    assert put(session, aanbod, teamlid, telefoon="023 555 01 01").uuid == key
    assert put(session, aanbod, teamlid, naam="Ali Voorbeeld").uuid != key
    assert find_contactpersoon(session, key) is None
