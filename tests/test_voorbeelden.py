"""Is all that the demo shows evidently made up, well formed and spread over the eight teams?"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import opening_hours
import pytest

from collectief.models import MAX_KORT, MAX_NAAM
from collectief.words import Doelgroep, Karakter, Keuze, Leefgebied, SoortAanbod, Toegang
from geo.crs import RD
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.point_location import PointLocator

HAARLEM = Path(__file__).parents[1] / "data" / "wijken" / "haarlem"
COLUMNS = (
    "naam,soort,omschrijving,karakter,toegang,kosten,leefgebieden,doelgroepen,openingstijden,"
    "organisatie,telefoon,email,website,adres,locatie,x_rd,y_rd"
)
KEUZES = {
    "soort": SoortAanbod,
    "karakter": Karakter,
    "toegang": Toegang,
    "leefgebieden": Leefgebied,
    "doelgroepen": Doelgroep,
}
CONTACT = ["telefoon", "email", "website"]
# Subscriber numbers that start with a 0 are not given out: whoever dials these reaches nobody.
UNDIALLABLE = r"023 000 \d\d \d\d"

Row = dict[str, str]


def read_voorbeelden() -> list[Row]:
    with (HAARLEM / "voorbeelden.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


VOORBEELDEN = read_voorbeelden()


def values(column: str) -> list[str]:
    """All that stands in a column, where something stands."""
    return [row[column] for row in VOORBEELDEN if row[column]]


def words(column: str) -> Counter[str]:
    return Counter(word for value in values(column) for word in value.split("|"))


def points() -> tuple[list[float], list[float]]:
    return [float(x) for x in values("x_rd")], [float(y) for y in values("y_rd")]


@pytest.fixture(scope="module")
def haarlem() -> Gebiedenset:
    return read_gebiedenset(HAARLEM)


@pytest.fixture(scope="module")
def rows_of_team(haarlem: Gebiedenset) -> dict[str, list[Row]]:
    codes = haarlem.find_buurten(*points())
    rows = list(zip(VOORBEELDEN, codes, strict=True))
    return {team: [row for row, code in rows if code in buurten] for team, buurten in haarlem.teamgebieden.items()}


def test_the_columns_are_those_that_the_seed_reads() -> None:
    assert ",".join(VOORBEELDEN[0]) == COLUMNS


def test_every_team_has_at_least_eight_voorbeelden(rows_of_team: dict[str, list[Row]]) -> None:
    assert len(rows_of_team) == 8
    assert {team: len(rows) for team, rows in rows_of_team.items() if len(rows) < 8} == {}


def test_every_voorbeeld_lies_in_a_teamgebied(rows_of_team: dict[str, list[Row]]) -> None:
    assert sum(map(len, rows_of_team.values())) == len(VOORBEELDEN)


def test_every_team_has_an_inloopplek_of_its_own(haarlem: Gebiedenset, rows_of_team: dict[str, list[Row]]) -> None:
    naam = dict(zip(haarlem.teams["slug"], haarlem.teams["naam"], strict=True))
    hosts = {
        team: {row["organisatie"] for row in rows if row["soort"] == SoortAanbod.INLOOPPLEK}
        for team, rows in rows_of_team.items()
    }
    assert hosts == {team: {f"Voorbeeldwijkteam {naam[team]}"} for team in naam}


def test_every_team_has_every_soort(rows_of_team: dict[str, list[Row]]) -> None:
    soorten = {team: {row["soort"] for row in rows} for team, rows in rows_of_team.items()}
    assert {team: soort for team, soort in soorten.items() if soort != set(SoortAanbod)} == {}


@pytest.mark.parametrize(("column", "keuze"), KEUZES.items())
def test_every_word_occurs_and_no_other(column: str, keuze: type[Keuze]) -> None:
    assert set(words(column)) == set(keuze)


@pytest.mark.parametrize("column", KEUZES)
def test_every_voorbeeld_names_a_word_of(column: str) -> None:
    assert len(values(column)) == len(VOORBEELDEN)


def test_iedereen_stands_alone() -> None:
    assert [row["naam"] for row in VOORBEELDEN if "iedereen" in row["doelgroepen"].split("|")[1:]] == []
    assert [row["naam"] for row in VOORBEELDEN if row["doelgroepen"].startswith("iedereen|")] == []


def test_what_is_publiek_asks_for_no_indicatie() -> None:
    publiek = [row for row in VOORBEELDEN if row["karakter"] == Karakter.PUBLIEK]
    assert {row["toegang"] for row in publiek} == {Toegang.VRIJ}


def test_an_initiatief_is_collectief() -> None:
    initiatieven = [row for row in VOORBEELDEN if row["soort"] == SoortAanbod.INITIATIEF]
    assert {row["karakter"] for row in initiatieven} == {Karakter.COLLECTIEF}


def test_every_naam_ends_with_voorbeeld() -> None:
    assert [naam for naam in values("naam") if not naam.endswith(" (voorbeeld)")] == []


def test_no_naam_stands_twice() -> None:
    assert [naam for naam, count in Counter(values("naam")).items() if count > 1] == []


def test_every_inloopplek_is_called_inloop() -> None:
    inloopplekken = [row["naam"] for row in VOORBEELDEN if row["soort"] == SoortAanbod.INLOOPPLEK]
    assert [naam for naam in inloopplekken if not naam.startswith("Inloop ")] == []


@pytest.mark.parametrize(
    ("column", "least", "most"),
    [("naam", 15, MAX_NAAM), ("omschrijving", 30, 400), ("kosten", 1, MAX_KORT), ("locatie", 1, MAX_NAAM)],
)
def test_texts_are_there_and_fit(column: str, least: int, most: int) -> None:
    assert [row[column] for row in VOORBEELDEN if not least <= len(row[column]) <= most] == []


def test_sentences_are_short() -> None:
    sentences = [s for text in values("omschrijving") for s in re.split(r"(?<=[.!?]) ", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 18] == []


def test_every_organisatie_says_that_it_is_a_voorbeeld() -> None:
    assert {naam for naam in values("organisatie") if "voorbeeld" not in naam.lower()} == set()


def test_only_initiatieven_have_no_organisatie() -> None:
    assert {row["soort"] for row in VOORBEELDEN if not row["organisatie"]} == {SoortAanbod.INITIATIEF}


def test_no_initiatief_has_an_organisatie() -> None:
    assert SoortAanbod.INITIATIEF not in {row["soort"] for row in VOORBEELDEN if row["organisatie"]}


def test_without_organisatie_there_is_no_contact() -> None:
    alone = [row for row in VOORBEELDEN if not row["organisatie"]]
    assert [row["naam"] for row in alone if any(row[field] for field in CONTACT)] == []


def test_an_organisatie_has_one_contact() -> None:
    contacts = {(row["organisatie"], *(row[field] for field in CONTACT)) for row in VOORBEELDEN}
    assert len(contacts) == len({row["organisatie"] for row in VOORBEELDEN})


@pytest.mark.parametrize(
    ("column", "pattern"),
    [
        ("telefoon", UNDIALLABLE),
        ("email", r"[a-z-]+@voorbeeld\.example"),
        ("website", r"https://voorbeeld\.example/[a-z/-]+"),
    ],
)
def test_contact_reaches_nobody(column: str, pattern: str) -> None:
    assert {value for value in values(column) if not re.fullmatch(pattern, value)} == set()


def test_texts_hold_no_way_to_reach_anybody() -> None:
    assert [text for text in values("omschrijving") if re.search(r"@|www|https?:|\d{3}", text)] == []


def test_an_adres_is_a_voorbeeldplek_without_house_number() -> None:
    assert [adres for adres in values("adres") if not re.fullmatch(r"Voorbeeldplek (in|bij) \D+", adres)] == []


def test_a_locatie_with_a_name_of_its_own_says_voorbeeld() -> None:
    named = {naam for naam in values("locatie") if naam[0].isupper()}
    assert {naam for naam in named if "voorbeeld" not in naam.lower()} == set()


def test_a_locatie_has_one_point_and_one_adres() -> None:
    places = {(row["locatie"], row["adres"], row["x_rd"], row["y_rd"]) for row in VOORBEELDEN}
    assert len(places) == len({row["locatie"] for row in VOORBEELDEN})
    assert len(places) < len(VOORBEELDEN), "some share a locatie"


def test_the_adres_names_the_buurt_of_the_point(haarlem: Gebiedenset) -> None:
    codes = haarlem.find_buurten(*points())
    assert misplaced([haarlem.get_gebied(code).naam if code else None for code in codes]) == []


def test_the_adres_names_the_buurt_of_the_point_by_the_official_boundaries(shared: Path) -> None:
    buurten = gpd.read_file(shared / "data/cbs-wijkbuurtkaart-2016/haarlem_buurten.geojson").to_crs(RD)
    assert misplaced(PointLocator(buurten["bu_naam"], buurten.geometry.values).find(*points())) == []


def misplaced(namen: Iterable[str | None]) -> list[str]:
    """The voorbeelden whose adres does not name the buurt that was found for them."""
    return [
        f"{row['naam']}: {naam}"
        for row, naam in zip(VOORBEELDEN, namen, strict=True)
        if naam is None or naam not in row["adres"]
    ]


def test_voorbeelden_spread_over_many_buurten() -> None:
    assert len(words("adres")) >= 50


def test_openingstijden_can_be_read() -> None:
    assert [text for text in values("openingstijden") if not opening_hours.validate(text)] == []


def test_an_inloopplek_always_tells_when_it_is_open() -> None:
    inloopplekken = [row for row in VOORBEELDEN if row["soort"] == SoortAanbod.INLOOPPLEK]
    assert [row["naam"] for row in inloopplekken if not row["openingstijden"]] == []


def test_of_some_nobody_knows_the_openingstijden() -> None:
    assert 3 <= len(VOORBEELDEN) - len(values("openingstijden")) <= 10
