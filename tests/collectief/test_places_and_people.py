"""Can organisaties and places be kept by whom they belong to, and is nothing overwritten unseen?"""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from collectief.errors import InvalidInvoerError, NotAllowedError, StaleRecordError, UnknownRecordError
from collectief.geschiedenis.geschiedenis import locatie_texts, organisatie_texts
from collectief.models import Aanbod, Gebruiker, Locatie, Organisatie, Wijziging
from collectief.plekken.locatiebeheer import LocatieInvoer, change_locatie
from collectief.plekken.locaties import get_locatie, plekken_at
from collectief.plekken.organisatiebeheer import OrganisatieInvoer, change_organisatie
from collectief.plekken.organisaties import aanbod_of_organisatie, find_or_add_organisatie
from collectief.plekken.plekken import PlekInvoer, add_plek, remove_plek
from collectief.spatial import Punt
from collectief.staleness import fingerprint
from collectief.words import JaNee, Rol, Status
from tests.builders import (
    ELDERS,
    HIER,
    LATER,
    NOW,
    PLEK,
    build_aanbod,
    build_extra,
    build_gebruiker,
    build_invoer,
    build_team,
)

THERE = PlekInvoer(punt=Punt(PLEK.x + 900, PLEK.y), buurtcode=ELDERS, adres="Kerkplein 1", openingstijden="di 10-11")


@pytest.fixture
def teamlid(session: Session) -> Gebruiker:
    return build_gebruiker(session)


@pytest.fixture
def stranger(session: Session) -> Gebruiker:
    team = build_team(session, "zuid", buurten=[ELDERS])
    return build_gebruiker(session, team=team, email="zuid@haarlem.example")


def broken(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInvoerError) as refused:
        act()
    return [(problem.field, problem.rule) for problem in refused.value.problems]


def build_organisatie(session: Session, naam: str = "De Kerk") -> Organisatie:
    aanbod = build_aanbod(session, naam=f"Koffie bij {naam}", organisatie=naam)
    assert aanbod.organisatie is not None
    return aanbod.organisatie


# Organisaties


def keep(session: Session, organisatie: Organisatie, door: Gebruiker, *, seen: str = "", **values: Any) -> None:
    seen = seen or fingerprint(organisatie_texts(organisatie))
    invoer = OrganisatieInvoer(**{"naam": organisatie.naam} | values)
    change_organisatie(session, organisatie, invoer, door=door, now=LATER, seen=seen)


def test_any_team_of_the_gemeente_keeps_an_organisatie(session: Session, stranger: Gebruiker) -> None:
    organisatie = build_organisatie(session)
    keep(
        session,
        organisatie,
        stranger,
        telefoon="023 555 01 01",
        website="dekerk.example",
        omschrijving="Een\n\n\n\nkerk",
    )
    assert (organisatie.telefoon, organisatie.website) == ("023 555 01 01", "https://dekerk.example")
    assert organisatie.omschrijving == "Een\n\nkerk"
    wijziging = session.scalars(select(Wijziging).filter_by(tabel="organisatie").order_by(Wijziging.id.desc())).first()
    assert wijziging is not None
    assert wijziging.velden["telefoon"] == ["", "023 555 01 01"]


def test_a_team_of_elsewhere_does_not(session: Session) -> None:
    stranger = build_gebruiker(session, Rol.BEHEERDER, gemeente="GM0344")
    with pytest.raises(NotAllowedError):
        keep(session, build_organisatie(session), stranger)


def test_what_an_organisatie_changes_its_entries_tell_of(session: Session, teamlid: Gebruiker) -> None:
    organisatie = build_organisatie(session)
    keep(session, organisatie, teamlid, telefoon="023 555 01 01")
    session.expire_all()
    (aanbod,) = aanbod_of_organisatie(session, organisatie)
    assert aanbod.gewijzigd_op == LATER


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"naam": ""}, ("naam", "required")),
        ({"naam": "n" * 121}, ("naam", "too_long")),
        ({"naam": "HET KOOR"}, ("naam", "taken_by_organisatie")),
        ({"telefoon": "bel"}, ("telefoon", "no_telefoon")),
        ({"email": "post"}, ("email", "no_email")),
        ({"website": "javascript:alert(1)"}, ("website", "no_website")),
    ],
)
def test_an_organisatie_keeps_the_rules(
    session: Session, teamlid: Gebruiker, wrong: dict[str, Any], rule: tuple[str, str]
) -> None:
    build_organisatie(session, "Het Koor")
    organisatie = build_organisatie(session)
    assert broken(lambda: keep(session, organisatie, teamlid, **wrong)) == [rule]


def test_who_comes_second_overwrites_no_organisatie_unseen(session: Session, teamlid: Gebruiker) -> None:
    organisatie = build_organisatie(session)
    seen = fingerprint(organisatie_texts(organisatie))
    keep(session, organisatie, teamlid, telefoon="023 555 01 01")
    with pytest.raises(StaleRecordError):
        keep(session, organisatie, teamlid, seen=seen, telefoon="023 555 99 99")
    assert organisatie.telefoon == "023 555 01 01"


def test_an_organisatie_lists_what_is_published_even_when_its_place_is_hidden(session: Session) -> None:
    organisatie = build_organisatie(session)
    hidden: dict[str, Any] = {"verborgen": True, "bereikbaar_via": "Bel", "punt": None, "buurtcode": ""}
    build_aanbod(session, naam="Opvang", organisatie="De Kerk", **hidden)
    build_aanbod(session, naam="Oud", organisatie="De Kerk", status=Status.GESTOPT)
    assert [aanbod.naam for aanbod in aanbod_of_organisatie(session, organisatie)] == ["Koffie bij De Kerk", "Opvang"]


def test_two_who_add_one_organisatie_at_once_share_it(engine: Engine) -> None:
    first, found = Session(engine), []
    invoer = build_invoer(organisatie="De Kerk")
    find_or_add_organisatie(first, invoer, door=None, now=NOW)

    def add_too() -> None:
        with Session(engine) as second:
            organisatie = find_or_add_organisatie(second, build_invoer(organisatie="DE KERK"), door=None, now=NOW)
            second.commit()
            found.append(organisatie and organisatie.naam)

    thread = Thread(target=add_too)
    thread.start()
    thread.join(0.3)  # it waits for the first
    first.commit()
    thread.join(10)
    assert found == ["De Kerk"]
    assert len(first.scalars(select(Organisatie)).all()) == 1
    first.close()


# Places


def test_the_team_of_its_buurt_keeps_a_place_for_all_who_are_there(session: Session, teamlid: Gebruiker) -> None:
    aanbod = build_aanbod(session)
    locatie = get_locatie(aanbod)
    seen = fingerprint(locatie_texts(locatie))
    invoer = LocatieInvoer(naam="De Kerk", adres="Kerkplein 1", rolstoel=JaNee.JA)
    change_locatie(session, locatie, invoer, door=teamlid, now=LATER, seen=seen)
    session.expire_all()
    assert (locatie.adres, locatie.rolstoel, aanbod.gewijzigd_op) == ("Kerkplein 1", JaNee.JA, LATER)
    with pytest.raises(StaleRecordError):
        change_locatie(session, locatie, LocatieInvoer(), door=teamlid, now=LATER, seen=seen)


def test_another_team_does_not_keep_it(session: Session, stranger: Gebruiker) -> None:
    locatie = get_locatie(build_aanbod(session))
    with pytest.raises(NotAllowedError):
        change_locatie(session, locatie, LocatieInvoer(), door=stranger, now=LATER, seen="")


def test_a_place_lists_all_that_is_published_there(session: Session) -> None:
    elsewhere, here = build_aanbod(session, naam="Zang"), build_aanbod(session, naam="atelier", adres="Plein 2")
    build_aanbod(session, naam="Oud", adres="Plein 2", status=Status.GESTOPT)
    extra = build_extra(session, elsewhere)
    extra.locatie = get_locatie(here)
    session.flush()
    assert [(plek.aanbod.naam, plek.is_extra) for plek in plekken_at(session, get_locatie(here))] == [
        ("atelier", False),
        ("Zang", True),
    ]


# Further places


def test_a_further_place_has_its_own_times(session: Session, teamlid: Gebruiker) -> None:
    aanbod = build_aanbod(session)
    extra = add_plek(session, aanbod, THERE, door=teamlid, now=LATER)
    assert (extra.openingstijden, extra.locatie.buurtcode) == ("Tu 10:00-11:00", ELDERS)
    assert aanbod.gewijzigd_op == LATER


def test_a_further_place_that_goes_leaves_no_locatie(session: Session, teamlid: Gebruiker) -> None:
    aanbod = build_aanbod(session)
    extra = add_plek(session, aanbod, THERE, door=teamlid, now=LATER)
    remove_plek(session, aanbod, extra.locatie_id, door=teamlid, now=LATER)
    session.flush()
    assert len(session.scalars(select(Locatie)).all()) == 1
    history = session.scalars(select(Wijziging).filter_by(tabel="aanbod").order_by(Wijziging.id)).all()
    assert [w.velden.get("ook_op") for w in history] == [
        None,
        ["", "Kerkplein 1 (Tu 10:00-11:00)"],
        ["Kerkplein 1 (Tu 10:00-11:00)", ""],
    ]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"punt": None}, ("punt", "required")),
        ({"buurtcode": ""}, ("punt", "outside_gemeente")),
        ({"openingstijden": "soms"}, ("openingstijden", "unreadable")),
        ({"adres": "", "punt": PLEK, "buurtcode": HIER}, ("punt", "already_there")),
    ],
)
def test_a_further_place_keeps_the_rules(
    session: Session, teamlid: Gebruiker, wrong: dict[str, Any], rule: tuple[str, str]
) -> None:
    aanbod = build_aanbod(session)
    values = {field: getattr(THERE, field) for field in PlekInvoer.__dataclass_fields__} | wrong
    assert broken(lambda: add_plek(session, aanbod, PlekInvoer(**values), door=teamlid, now=LATER)) == [rule]


def test_what_is_hidden_gets_no_further_place(session: Session, teamlid: Gebruiker) -> None:
    aanbod = build_aanbod(session, verborgen=True, bereikbaar_via="Bel", punt=None, buurtcode="")
    assert broken(lambda: add_plek(session, aanbod, THERE, door=teamlid, now=LATER)) == [("punt", "hidden_place")]


def test_another_team_adds_no_place(session: Session, stranger: Gebruiker) -> None:
    aanbod: Aanbod = build_aanbod(session)
    with pytest.raises(NotAllowedError):
        add_plek(session, aanbod, THERE, door=stranger, now=LATER)


def test_a_place_that_is_gone_cannot_be_removed(session: Session, teamlid: Gebruiker) -> None:
    with pytest.raises(UnknownRecordError):
        remove_plek(session, build_aanbod(session), 999, door=teamlid, now=LATER)
