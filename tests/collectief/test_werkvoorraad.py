"""Does all that waits stand in the work of the right team, and nothing else?"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.kaart.werkvoorraad import (
    MAX_COUNTED,
    count_wachtende_inlezingen,
    counts,
    open_voorstellen,
    zonder_openingstijden,
    zonder_plek,
)
from collectief.models import Aanbod, Aanbodbron, Inlezing, Wijzigingsvoorstel
from collectief.words import Besluit, Indiener, Inleesbesluit, Status
from tests.builders import ELDERS, GEMEENTE, HIER, LATER, NOW, build_aanbod

HERE: dict[str, Any] = {"gemeente": GEMEENTE, "buurtcodes": {HIER}}
HOURS = "ma-vr 9.00-17.00"
NOWHERE: dict[str, Any] = {"punt": None, "buurtcode": ""}
LATER_FOUND: dict[str, Any] = {**NOWHERE, "plek_later": True}
HIDDEN: dict[str, Any] = {**NOWHERE, "verborgen": True, "bereikbaar_via": "Bel de gemeente."}


def say(session: Session, aanbod: Aanbod | None, **values: Any) -> Wijzigingsvoorstel:
    velden = {"naam": "Soep", "omschrijving": "Samen eten."}
    what: dict[str, Any] = {"gemeente": GEMEENTE, "indiener": Indiener.BEZOEKER, "now": NOW} | values
    return propose(session, aanbod=aanbod, velden=velden, **what)


def voorstellen(session: Session, **values: Any) -> list[Wijzigingsvoorstel]:
    return list(open_voorstellen(session, **{"limit": 10} | HERE | values))


def without_hours(session: Session, *, limit: int = 10) -> list[Aanbod]:
    return list(zonder_openingstijden(session, **HERE, limit=limit))


def test_the_voorstel_that_waits_longest_comes_first(session: Session) -> None:
    aanbod = build_aanbod(session)
    late = say(session, aanbod, now=LATER)
    early = say(session, None)
    assert voorstellen(session) == [early, late]
    assert voorstellen(session, limit=1) == [early]


def test_voorstellen_of_one_entry_are_found(session: Session) -> None:
    aanbod = build_aanbod(session)
    mine, _other = say(session, aanbod), say(session, None)
    assert voorstellen(session, aanbod_id=aanbod.id) == [mine]


@pytest.mark.parametrize(
    ("place", "is_there"), [({}, True), ({"buurtcode": ELDERS}, False), (LATER_FOUND, True), (HIDDEN, True)]
)
def test_a_voorstel_is_for_the_team_of_its_buurt_or_for_all(
    session: Session, place: dict[str, Any], is_there: bool
) -> None:
    say(session, build_aanbod(session, **place))
    assert bool(voorstellen(session)) == is_there


def test_a_voorstel_of_another_gemeente_is_not_there(session: Session) -> None:
    say(session, None, gemeente="GM0344")
    assert voorstellen(session) == []


def test_what_was_decided_does_not_wait(session: Session) -> None:
    say(session, None).besluit = Besluit.GEWEIGERD
    assert voorstellen(session) == []


@pytest.mark.parametrize(
    ("values", "is_there"),
    [
        (LATER_FOUND, True),
        (LATER_FOUND | {"status": Status.CONCEPT}, True),
        (LATER_FOUND | {"status": Status.GESTOPT}, False),
        (HIDDEN, False),
        ({}, False),
    ],
)
def test_what_has_no_place_is_to_be_found(session: Session, values: dict[str, Any], is_there: bool) -> None:
    aanbod = build_aanbod(session, **values)
    assert zonder_plek(session, gemeente=GEMEENTE, limit=10) == ([aanbod] if is_there else [])


@pytest.mark.parametrize(
    ("values", "is_there"),
    [
        ({}, True),
        (HIDDEN, True),
        ({"openingstijden": HOURS}, False),
        ({"op_afspraak": True}, False),
        ({"status": Status.CONCEPT}, False),
        ({"buurtcode": ELDERS}, False),
    ],
)
def test_what_visitors_see_without_hours_is_to_be_filled_in(
    session: Session, values: dict[str, Any], is_there: bool
) -> None:
    aanbod = build_aanbod(session, **values)
    assert without_hours(session) == ([aanbod] if is_there else [])


def test_a_list_shows_no_more_than_asked(session: Session) -> None:
    oldest, _newest = (build_aanbod(session, naam=naam) for naam in ("Oud", "Nieuw"))
    assert without_hours(session, limit=1) == [oldest]


def test_each_kind_of_work_is_counted(session: Session) -> None:
    say(session, build_aanbod(session, **LATER_FOUND, openingstijden=HOURS))
    build_aanbod(session)
    found = counts(session, **HERE, now=NOW + timedelta(days=200))
    assert found == {"controleren": 2, "voorstellen": 1, "plek": 1, "tijden": 1, "contact": 0}


def test_counting_stops_where_the_number_says_no_more(session: Session) -> None:
    for number in range(MAX_COUNTED + 5):
        session.add(Wijzigingsvoorstel(gemeente=GEMEENTE, indiener=Indiener.BRON, op=NOW, velden={"naam": [number]}))
    assert counts(session, **HERE, now=NOW)["voorstellen"] == MAX_COUNTED + 1


@pytest.mark.parametrize(
    ("gemeente", "besluit", "aantal"),
    [
        (GEMEENTE, Inleesbesluit.WACHT, 1),
        (GEMEENTE, Inleesbesluit.TOEGEPAST, 0),
        ("GM0344", Inleesbesluit.WACHT, 0),
    ],
)
def test_an_import_that_was_held_is_counted(
    session: Session, gemeente: str, besluit: Inleesbesluit, aantal: int
) -> None:
    bron = Aanbodbron(gemeente=gemeente, naam="Gids")
    session.add(bron)
    session.flush()
    session.add(Inlezing(bron=bron, besluit=besluit, op=NOW, rijen=3))
    assert count_wachtende_inlezingen(session, gemeente=GEMEENTE) == aantal
