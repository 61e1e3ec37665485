"""Which services does another directory get that asks for some of them, on either database?"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from collectief.spatial import Punt
from collectief.teams.teams import find_team
from collectief.words import Doelgroep, Karakter, Leefgebied, SoortAanbod, Status, Toegang
from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE, NOW, build_aanbod, build_extra
from webapp.context import session
from webapp.hsds.keys import make_key
from webapp.hsds.taxonomies import key_of_list, key_of_word

MEERWIJK = "BU03922107"  # of the team Boerhaavewijk en Meerwijk
CENTRUM = Punt(103_700, 488_700)


@pytest.fixture
def asking(empty_app: Flask, haarlem_sets: Gebiedensets) -> "Asking":
    return Asking(empty_app, haarlem_sets)


class Asking:
    """Adds entries, and asks for the names of what a list holds."""

    def __init__(self, app: Flask, sets: Gebiedensets) -> None:
        self.app = app
        inside = sets.get(GEMEENTE).grenzen.geometry[MEERWIJK].representative_point()
        self.meerwijk = Punt(inside.x, inside.y)
        self.elsewhere = sets.get(GEMEENTE).find_buurt(*CENTRUM) or ""

    def add(self, naam: str, *, buurten: frozenset[str] = frozenset(), extra: Punt | None = None, **values: Any) -> int:
        with self.app.app_context():
            place = {"punt": CENTRUM, "buurtcode": self.elsewhere}
            aanbod = build_aanbod(session(), naam=naam, **place | values)
            aanbod.buurten = set(buurten)
            if extra:
                build_extra(session(), aanbod, punt=extra, buurtcode=MEERWIJK)
            session().commit()
            return aanbod.id

    def names(self, path: str = "/hsds/services", **asked: object) -> list[str]:
        answer = self.app.test_client().get(path, query_string=asked)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return [record.get("name") or record["service"]["name"] for record in answer.json["contents"]]  # type: ignore[index]

    def key_of(self, naam: str) -> str:
        found = self.app.test_client().get("/hsds/organizations").json["contents"]  # type: ignore[index]
        return next(str(one["id"]) for one in found if one["name"] == naam)


def test_a_search_finds_words_in_any_of_their_forms_and_all_of_them(asking: Asking) -> None:
    asking.add("Samen wandelen", omschrijving="Voor wie eenzaam is.")
    asking.add("Wandelingen in het park", omschrijving="Rustig aan.")
    assert asking.names(search="wandeling") == ["Samen wandelen", "Wandelingen in het park"]
    assert asking.names(search="wandelen park") == ["Wandelingen in het park"]


def test_a_search_for_words_that_say_nothing_finds_nothing(asking: Asking) -> None:
    asking.add("Samen wandelen")
    assert asking.names(search="de het een") == []


@pytest.mark.parametrize(
    ("field", "word", "other"),
    [
        ("leefgebieden", Leefgebied.FINANCIEN, Leefgebied.JUSTITIE),
        ("doelgroepen", Doelgroep.OUDEREN, Doelgroep.KINDEREN),
        ("soort", SoortAanbod.VOORZIENING, SoortAanbod.ACTIVITEIT),
        ("karakter", Karakter.PUBLIEK, Karakter.COLLECTIEF),
        ("toegang", Toegang.MET_INDICATIE, Toegang.VRIJ),
    ],
)
def test_a_term_finds_what_has_it(asking: Asking, field: str, word: Any, other: Any) -> None:
    for naam, value in (("Wel", word), ("Niet", other)):
        told: dict[str, Any] = {field: {value} if field.endswith("en") else value}
        asking.add(f"{naam} dit", **told)
    assert asking.names(taxonomy_term_id=key_of_word(word)) == ["Wel dit"]


def test_a_taxonomy_finds_what_has_any_of_its_terms(asking: Asking) -> None:
    asking.add("Koffie")
    assert asking.names(taxonomy_id=key_of_list(Leefgebied)) == ["Koffie"]
    assert asking.names(taxonomy_id=key_of_list(SoortAanbod)) == ["Koffie"]


@pytest.mark.parametrize("name", ["taxonomy_id", "taxonomy_term_id", "organization_id"])
def test_a_key_that_nobody_has_finds_nothing(asking: Asking, name: str) -> None:
    asking.add("Koffie")
    asked: dict[str, Any] = {name: make_key("nobody")}
    assert asking.names(**asked) == []


def test_an_organization_finds_what_it_offers(asking: Asking) -> None:
    asking.add("Van hen", organisatie="Stichting Voorbeeld")
    asking.add("Van een ander", organisatie="Stichting Anders")
    assert asking.names(organization_id=asking.key_of("Stichting Voorbeeld")) == ["Van hen"]


def test_what_has_no_organisatie_is_of_the_team_of_its_buurt_or_else_of_the_gemeente(asking: Asking) -> None:
    asking.add("In Meerwijk", punt=asking.meerwijk, buurtcode=MEERWIJK)
    asking.add("Verborgen", verborgen=True, bereikbaar_via="Bel het meldpunt.", punt=None, buurtcode="")
    with asking.app.app_context():
        team = find_team(session(), "boerhaavewijk-meerwijk")
        assert team is not None
        key = team.uuid
    assert asking.names(organization_id=key) == ["In Meerwijk"]
    assert asking.names(organization_id=asking.key_of("Gemeente Haarlem")) == ["Verborgen"]


def test_what_was_modified_at_that_very_moment_counts(asking: Asking) -> None:
    asking.add("Eerder", now=NOW - timedelta(days=1))
    asking.add("Toen", now=NOW)
    assert asking.names(modified_after="2026-01-05T12:00:00Z") == ["Toen"]
    assert asking.names(modified_after="2026-01-05T13:00:00.001+01:00") == []
    assert asking.names(modified_after="2026-01-05") == ["Toen"]


def test_filters_together_leave_what_keeps_all_of_them(asking: Asking) -> None:
    asking.add("Wandelen voor ouderen", doelgroepen={Doelgroep.OUDEREN})
    asking.add("Wandelen voor kinderen", doelgroepen={Doelgroep.KINDEREN})
    asking.add("Zingen voor ouderen", doelgroepen={Doelgroep.OUDEREN})
    found = asking.names(search="wandelen", taxonomy_term_id=key_of_word(Doelgroep.OUDEREN))
    assert found == ["Wandelen voor ouderen"]


def test_a_postcode_finds_what_serves_it_as_far_as_that_is_told(asking: Asking) -> None:
    asking.add("Zegt niets")
    asking.add("Voor een andere buurt", buurten=frozenset({"BU03920101"}))
    assert asking.names("/hsds/service_at_locations", postcode="2037") == ["Zegt niets"]


def test_a_proximity_finds_what_is_near_at_any_of_its_places(asking: Asking) -> None:
    asking.add("Ver weg")
    asking.add("Ook in Meerwijk", extra=asking.meerwijk)
    found = asking.names("/hsds/service_at_locations", postcode="2037 AB", proximity="1500")
    assert found == ["Ook in Meerwijk"]


def test_each_place_of_an_entry_is_a_service_at_location(asking: Asking) -> None:
    asking.add("Op twee plekken", extra=asking.meerwijk)
    asking.add("Zonder plek", punt=None, buurtcode="", plek_later=True, adres="Ergens 1")
    assert asking.names("/hsds/service_at_locations") == ["Op twee plekken", "Op twee plekken"]


def test_pages_go_on_from_own_places_to_further_ones(asking: Asking) -> None:
    for n in range(3):
        asking.add(f"Koffie {n}", extra=asking.meerwijk)
    pages = [asking.names("/hsds/service_at_locations", page=page, per_page=2) for page in (1, 2, 3, 4)]
    assert pages == [["Koffie 0", "Koffie 1"], ["Koffie 2", "Koffie 0"], ["Koffie 1", "Koffie 2"], []]


def test_an_organization_that_offers_nothing_is_not_listed(asking: Asking) -> None:
    asking.add("Koffie", organisatie="Stichting Voorbeeld", status=Status.CONCEPT)
    assert "Stichting Voorbeeld" not in asking.names("/hsds/organizations")


def test_organizations_are_found_by_a_part_of_their_name(asking: Asking) -> None:
    asking.add("Koffie", organisatie="Stichting Voorbeeld 100%")
    assert asking.names("/hsds/organizations", search="0%") == ["Stichting Voorbeeld 100%"]
    assert asking.names("/hsds/organizations", search="MEERWIJK") == ["Boerhaavewijk en Meerwijk"]
