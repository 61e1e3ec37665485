"""Does each wens find what answers it, and the same as the search that it leads to?"""

import pytest
from sqlalchemy.orm import Session

from collectief.kaart.overzicht import KortAanbod, aanbod_overzicht
from collectief.kaart.wensen import ANSWERS, aanbod_per_wens
from collectief.words import Leefgebied, SoortAanbod, Wens
from collectief.zoeken.zoekbeeld import KEUZES
from tests.builders import GEMEENTE, HIER, build_aanbod

ACTIVITEIT, INITIATIEF, VOORZIENING = SoortAanbod.ACTIVITEIT, SoortAanbod.INITIATIEF, SoortAanbod.VOORZIENING


def stored(session: Session) -> list[KortAanbod]:
    overzicht = aanbod_overzicht(session, gemeente=GEMEENTE, buurtcodes={HIER})
    return [kort for soort in overzicht for kort in soort.gevonden]


def wensen_of(session: Session, *leefgebieden: Leefgebied, soort: SoortAanbod) -> set[Wens]:
    build_aanbod(session, soort=soort, leefgebieden=set(leefgebieden))
    return {wens for wens, found in aanbod_per_wens(session, stored(session)).items() if found}


@pytest.mark.parametrize(
    ("leefgebied", "soort", "answered"),
    [
        (Leefgebied.SOCIAAL_NETWERK, ACTIVITEIT, {Wens.MENSEN_ONTMOETEN}),
        (Leefgebied.SOCIAAL_NETWERK, VOORZIENING, set()),
        (Leefgebied.FINANCIEN, INITIATIEF, {Wens.HULP_MET_GELD}),
        (Leefgebied.FINANCIEN, VOORZIENING, {Wens.HULP_MET_GELD}),
        (Leefgebied.LICHAMELIJKE_GEZONDHEID, INITIATIEF, {Wens.BEWEGEN}),
        (Leefgebied.LICHAMELIJKE_GEZONDHEID, VOORZIENING, set()),
        (Leefgebied.MAATSCHAPPELIJKE_PARTICIPATIE, INITIATIEF, {Wens.IETS_DOEN_VOOR_DE_BUURT}),
        (Leefgebied.MAATSCHAPPELIJKE_PARTICIPATIE, ACTIVITEIT, set()),
        (Leefgebied.JUSTITIE, ACTIVITEIT, set()),
    ],
)
def test_a_wens_is_answered_by_leefgebied_and_soort(
    session: Session, leefgebied: Leefgebied, soort: SoortAanbod, answered: set[Wens]
) -> None:
    assert wensen_of(session, leefgebied, soort=soort) == answered


def test_one_aanbod_may_answer_several_wensen(session: Session) -> None:
    found = wensen_of(session, Leefgebied.SOCIAAL_NETWERK, Leefgebied.FINANCIEN, soort=INITIATIEF)
    assert found == {Wens.MENSEN_ONTMOETEN, Wens.HULP_MET_GELD}


def test_the_answers_keep_the_order_that_they_were_given_in(session: Session) -> None:
    for naam in ("Zang", "Atelier", "Dans"):
        build_aanbod(session, naam=naam, soort=ACTIVITEIT)
    in_order = sorted(stored(session), key=lambda kort: kort.naam, reverse=True)
    found = aanbod_per_wens(session, in_order)[Wens.MENSEN_ONTMOETEN]
    assert [kort.naam for kort in found] == ["Zang", "Dans", "Atelier"]


def test_every_wens_is_there_though_nothing_answers_it(session: Session) -> None:
    assert aanbod_per_wens(session, []) == {wens: [] for wens in Wens}


def test_the_search_can_ask_for_all_that_a_wens_asks_for() -> None:
    for answer in ANSWERS.values():
        assert answer.leefgebieden <= set(KEUZES["leefgebied"])
        assert answer.soorten <= set(KEUZES["soort"])
