"""Is a street found as people type it, once a gemeente has loaded its address file?"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from flask import Flask

from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.builders import GEMEENTE
from webapp.place import find_places
from webapp.straatnamen import Straatnamen, make_straatnamen

ROWS = [
    ("Rijksstraatweg", "Haarlem", "", 4.6420, 52.4050),
    ("Rijksstraatweg", "Haarlem", "2024AB", 4.6415, 52.4059),
    ("Rijksstraatweg", "Spaarndam", "", 4.6740, 52.4149),
    ("Plein 1945", "Haarlem", "", 4.6370, 52.3820),
    ("Kerkstraat", "Haarlem", "", 4.6375, 52.3828),
    ("Kerklaan", "Haarlem", "", 4.6400, 52.3830),
    ("2e Vooruitgangstraat", "Haarlem", "", 4.6450, 52.3780),
    ("Jan van Galenstraat", "Haarlem", "", 4.6500, 52.3900),
]


@pytest.fixture
def haarlem(haarlem_sets: Gebiedensets) -> Gebiedenset:
    rows = pd.DataFrame(ROWS, columns=["straat", "woonplaats", "postcode", "lon", "lat"])
    return replace(haarlem_sets.get(GEMEENTE), straten=rows)


@pytest.fixture(autouse=True)
def _within_a_request(reading_app: Flask) -> Iterator[None]:
    with reading_app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("typed", "naam"),
    [
        ("Kerkstraat", "Kerkstraat, Haarlem"),
        ("kerkstraat 12", "Kerkstraat, Haarlem"),
        ("Kerkstraat 12a Haarlem", "Kerkstraat, Haarlem"),
        ("kerkstr.", "Kerkstraat, Haarlem"),
        ("kerkstr 5", "Kerkstraat, Haarlem"),
        ("kerkstraat 12, haarlem", "Kerkstraat, Haarlem"),
        ("kersktraat", "Kerkstraat, Haarlem"),
        ("Kerkstaat 7", "Kerkstraat, Haarlem"),
        ("KERKLN", "Kerklaan, Haarlem"),
        ("Jan v Galenstraat", "Jan van Galenstraat, Haarlem"),
        ("jan van gale", "Jan van Galenstraat, Haarlem"),
        ("2e Vooruitgangstraat 4", "2e Vooruitgangstraat, Haarlem"),
        ("Plein 1945", "Plein 1945, Haarlem"),
        ("2024 ab", "2024AB"),
        ("2024AB 7", "2024AB"),
        ("Rijksstraatweg 7, 2024 AB Haarlem", "2024AB"),
    ],
)
def test_a_street_is_found_as_people_type_it(haarlem: Gebiedenset, typed: str, naam: str) -> None:
    (place,) = find_places(typed, gebiedenset=haarlem)
    assert (place.naam, place.bron) == (naam, "straat")
    assert haarlem.find_buurt(*place.punt) == place.buurtcode


def test_a_street_of_two_places_is_given_to_choose_from(haarlem: Gebiedenset) -> None:
    found = [place.naam for place in find_places("rijksstraatweg", gebiedenset=haarlem)]
    assert found == ["Rijksstraatweg, Haarlem", "Rijksstraatweg, Spaarndam"]


@pytest.mark.parametrize("typed", ["Damrak", "Kalverstraat 1", "xqzzz", "12", "a"])
def test_a_street_of_elsewhere_is_not_found(haarlem: Gebiedenset, typed: str) -> None:
    assert find_places(typed, gebiedenset=haarlem) == []


@pytest.mark.parametrize("typed", ["Meerwijk", "2033", "meerwjik"])
def test_what_was_found_before_is_found_as_before(haarlem: Gebiedenset, haarlem_sets: Gebiedensets, typed: str) -> None:
    found = find_places(typed, gebiedenset=haarlem)
    assert found == find_places(typed, gebiedenset=haarlem_sets.get(GEMEENTE))
    assert len(found) == 1


def test_without_an_address_file_there_are_no_streets(haarlem_sets: Gebiedensets) -> None:
    assert find_places("Kerkstraat", gebiedenset=haarlem_sets.get(GEMEENTE)) == []


def test_of_names_as_much_alike_all_are_given() -> None:
    rows = pd.DataFrame(
        [(naam, "", "", 4.64, 52.38) for naam in ("Lindelaan", "Lindenlaan", "Lindeweg")],
        columns=["straat", "woonplaats", "postcode", "lon", "lat"],
    )
    known: Straatnamen = make_straatnamen(rows, gemeente="Haarlem", postcodes=())
    assert {straat.naam for straat in known.find_nearly("lindnlaan")} == {"Lindenlaan", "Lindelaan"}
