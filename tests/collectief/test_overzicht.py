"""What does the overview of a gebied show, and what does it leave out?"""

from sqlalchemy.orm import Session

from collectief.kaart.overzicht import KortAanbod, aanbod_by_id, aanbod_overzicht
from collectief.words import SoortAanbod, Status
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, build_aanbod

ACTIVITEIT, INLOOPPLEK = SoortAanbod.ACTIVITEIT, SoortAanbod.INLOOPPLEK


def add_activiteiten(session: Session, *namen: str) -> None:
    for naam in namen:
        build_aanbod(session, naam=naam, soort=ACTIVITEIT)


def test_each_soort_is_counted_and_the_first_few_are_given_by_naam(session: Session) -> None:
    add_activiteiten(session, "zang", "Atelier", "dans")
    build_aanbod(session, soort=INLOOPPLEK)
    inloop, activiteit = aanbod_overzicht(session, gemeente=GEMEENTE, buurtcodes={HIER}, limit=2)
    assert (inloop.soort, inloop.aantal) == (INLOOPPLEK, 1)
    assert (activiteit.aantal, [kort.naam for kort in activiteit.eerste]) == (3, ["Atelier", "dans"])


def test_one_line_says_what_it_costs(session: Session) -> None:
    aanbod = build_aanbod(session, naam="Soep", soort=ACTIVITEIT, kosten="€ 2")
    (activiteit,) = aanbod_overzicht(session, gemeente=GEMEENTE, buurtcodes={HIER})
    assert list(activiteit.eerste) == [KortAanbod(aanbod.id, "Soep", "€ 2", ACTIVITEIT, None, NOW)]


def test_another_buurt_and_what_is_not_published_are_left_out(session: Session) -> None:
    build_aanbod(session, buurtcode=ELDERS)
    build_aanbod(session, status=Status.CONCEPT)
    assert aanbod_overzicht(session, gemeente=GEMEENTE, buurtcodes={HIER}) == []


def test_a_gebied_without_buurten_has_nothing(session: Session) -> None:
    build_aanbod(session)
    assert aanbod_overzicht(session, gemeente=GEMEENTE, buurtcodes=frozenset()) == []


def test_more_than_99_are_not_counted(session: Session) -> None:
    add_activiteiten(session, *(f"Activiteit {number}" for number in range(100)))
    (activiteit,) = aanbod_overzicht(session, gemeente=GEMEENTE, buurtcodes={HIER})
    assert activiteit.aantal is None


def test_entries_are_given_by_naam(session: Session) -> None:
    last, first = build_aanbod(session, naam="Zang"), build_aanbod(session, naam="Atelier")
    assert aanbod_by_id(session, [last.id, first.id]) == [first, last]


def test_no_ids_are_no_entries(session: Session) -> None:
    assert aanbod_by_id(session, []) == []
