"""Which stored entries are compared with what somebody types, and which pairs are listed? On both databases."""

from typing import Any

from sqlalchemy.orm import Session

from collectief.dubbelen.dubbel_kandidaten import IN_USE, add_verschil, likely_pairs, similar_aanbod
from collectief.dubbelen.dubbelen import kenmerken_of_invoer
from collectief.models import Aanbod, AanbodLocatie, Locatie
from collectief.spatial import Punt
from collectief.words import Status
from tests.builders import ELDERS, GEMEENTE, HIER, NOW, PLEK, build_aanbod, build_invoer

FAR = Punt(PLEK.x + 3_000, PLEK.y)


def names_like(session: Session, limit: int = 5, **values: Any) -> list[str]:
    kenmerken = kenmerken_of_invoer(build_invoer(**values))
    return [aanbod.naam for aanbod, _ in similar_aanbod(session, kenmerken, gemeente=GEMEENTE, limit=limit)]


def pairs_in(session: Session, *buurten: str) -> list[tuple[str, str]]:
    found = likely_pairs(session, gemeente=GEMEENTE, buurten=set(buurten), limit=10)
    return [(paar.eerste.naam, paar.tweede.naam) for paar in found]


def test_what_lies_near_is_found_under_another_name(session: Session) -> None:
    build_aanbod(session, naam="Ochtend in de Kerk", punt=Punt(PLEK.x + 40, PLEK.y))
    assert names_like(session) == ["Ochtend in de Kerk"]


def test_a_rare_word_of_the_name_is_found_without_a_place(session: Session) -> None:
    build_aanbod(session, naam="Zanggroep De Merel", punt=FAR)
    assert names_like(session, naam="De merel zingt", punt=None, buurtcode="", plek_later=True) == [
        "Zanggroep De Merel"
    ]


def test_the_same_address_is_found_without_a_point(session: Session) -> None:
    build_aanbod(session, naam="Eten met buren", adres="Voorbeeldlaan 7")
    assert names_like(session, punt=None, adres="Voorbeeldlaan 7") == ["Eten met buren"]


def test_a_further_place_of_an_entry_is_compared_too(session: Session) -> None:
    aanbod = build_aanbod(session, punt=FAR)
    there = Locatie(gemeente=GEMEENTE, buurtcode=HIER, punt=PLEK)
    aanbod.ook_op.append(AanbodLocatie(locatie=there))
    session.flush()
    assert names_like(session) == [aanbod.naam]


def test_the_likeliest_comes_first(session: Session) -> None:
    build_aanbod(session, naam="Koffiekring", omschrijving="Een kring.")
    build_aanbod(session)
    assert names_like(session) == ["Koffie in de Kerk", "Koffiekring"]


def test_no_more_are_given_than_asked_for(session: Session) -> None:
    for number in range(4):
        build_aanbod(session, naam=f"Koffie in de Kerk {number}")
    assert len(names_like(session, limit=3)) == 3


def test_another_gemeente_is_never_looked_at(session: Session) -> None:
    build_aanbod(session, gemeente="GM0344", buurtcode="BU03440101")
    assert names_like(session) == []


def test_the_place_of_a_hidden_entry_plays_no_part(session: Session) -> None:
    hidden: dict[str, Any] = {"verborgen": True, "bereikbaar_via": "Bel het wijkteam.", "punt": None, "buurtcode": ""}
    build_aanbod(session, naam="Opvang", **hidden)
    assert names_like(session, naam="Ontbijt") == []


def test_a_concept_is_not_shown_to_who_types(session: Session) -> None:
    build_aanbod(session, status=Status.CONCEPT)
    assert names_like(session) == []


def test_a_concept_is_found_when_asked_for(session: Session) -> None:
    concept = build_aanbod(session, status=Status.CONCEPT)
    kenmerken = kenmerken_of_invoer(build_invoer())
    found = similar_aanbod(session, kenmerken, gemeente=GEMEENTE, limit=5, statussen=IN_USE)
    assert [aanbod.id for aanbod, _ in found] == [concept.id]


def test_an_entry_that_is_excluded_is_not_found(session: Session) -> None:
    aanbod = build_aanbod(session)
    found = similar_aanbod(
        session, kenmerken_of_invoer(build_invoer()), gemeente=GEMEENTE, limit=5, exclude={aanbod.id}
    )
    assert found == []


def test_two_that_are_alike_are_listed_once(session: Session) -> None:
    build_aanbod(session)
    build_aanbod(session, naam="Koffie in kerk")
    assert pairs_in(session, HIER) == [("Koffie in de Kerk", "Koffie in kerk")]


def test_the_pairs_of_other_buurten_are_not_listed(session: Session) -> None:
    build_aanbod(session)
    build_aanbod(session)
    assert pairs_in(session, ELDERS) == []


def test_two_without_a_place_are_listed_by_their_names(session: Session) -> None:
    for naam in ("Zanggroep De Merel", "De Merel (zanggroep)"):
        build_aanbod(session, naam=naam, punt=None, buurtcode="", plek_later=True)
    assert pairs_in(session, HIER) == [("Zanggroep De Merel", "De Merel (zanggroep)")]


def test_what_has_stopped_is_not_listed(session: Session) -> None:
    build_aanbod(session)
    build_aanbod(session, status=Status.GESTOPT)
    assert pairs_in(session, HIER) == []


def test_a_pair_that_was_called_different_is_never_listed_again(session: Session) -> None:
    eerste, tweede = build_aanbod(session), build_aanbod(session)
    add_verschil(session, tweede, eerste, op=NOW)
    add_verschil(session, eerste, tweede, op=NOW)
    session.flush()
    assert pairs_in(session, HIER) == []


def test_one_of_a_pair_is_still_compared_with_others(session: Session) -> None:
    entries: list[Aanbod] = [build_aanbod(session) for _ in range(3)]
    add_verschil(session, entries[0], entries[1], op=NOW)
    session.flush()
    assert len(pairs_in(session, HIER)) == 2
