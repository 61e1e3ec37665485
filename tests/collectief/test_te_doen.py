"""At which places and hours can somebody go to the aanbod of a gebied?"""

from collections.abc import Set
from datetime import date

from sqlalchemy.orm import Session

from collectief.kaart.overzicht import aanbod_overzicht
from collectief.kaart.te_doen import TeDoen, te_doen_of
from collectief.tijden.openingstijden import Sluiting
from tests.builders import ELDERS, GEMEENTE, HIER, build_aanbod, build_extra


def found_in(session: Session, buurtcodes: Set[str] | None) -> list[TeDoen]:
    overzicht = aanbod_overzicht(session, gemeente=GEMEENTE, buurtcodes=buurtcodes)
    return te_doen_of(session, [kort for soort in overzicht for kort in soort.gevonden], buurtcodes=buurtcodes)


def test_a_place_has_its_name_or_else_its_adres(session: Session) -> None:
    build_aanbod(session, naam="Atelier", locatie="Buurthuis", adres="Dorpsstraat 1")
    build_aanbod(session, naam="Breien", adres="Dorpsstraat 2")
    assert [one.plek for one in found_in(session, {HIER})] == ["Buurthuis", "Dorpsstraat 2"]


def test_a_further_place_has_its_own_hours_or_else_those_of_the_aanbod(session: Session) -> None:
    aanbod = build_aanbod(session, openingstijden="Mo 09:00-12:00")
    build_extra(session, aanbod, naam="kerk", openingstijden="Tu 09:00-12:00")
    build_extra(session, aanbod, naam="school")
    hours = {one.plek: one.openingstijden for one in found_in(session, {HIER})}
    assert hours == {"": "Mo 09:00-12:00", "kerk": "Tu 09:00-12:00", "school": "Mo 09:00-12:00"}


def test_only_the_places_within_the_buurten_count(session: Session) -> None:
    aanbod = build_aanbod(session, openingstijden="Mo 09:00-12:00")
    build_extra(session, aanbod, naam="elders", buurtcode=ELDERS, openingstijden="Tu 09:00-12:00")
    assert [one.openingstijden for one in found_in(session, {HIER})] == ["Mo 09:00-12:00"]
    assert [one.openingstijden for one in found_in(session, {ELDERS})] == ["Tu 09:00-12:00"]
    assert len(found_in(session, None)) == 2


def test_what_has_no_place_is_in_the_whole_gemeente_only(session: Session) -> None:
    build_aanbod(session, punt=None, buurtcode="", verborgen=True, bereikbaar_via="Bel het wijkteam")
    assert len(found_in(session, None)) == 1
    assert found_in(session, {HIER}) == []


def test_a_closure_goes_with_it(session: Session) -> None:
    build_aanbod(session).gesloten_tot = date(2026, 2, 1)
    session.flush()
    assert [one.sluiting for one in found_in(session, {HIER})] == [Sluiting(None, date(2026, 2, 1), "")]


def test_nothing_is_asked_of_nothing(session: Session) -> None:
    assert te_doen_of(session, []) == []
