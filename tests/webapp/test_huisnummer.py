"""Does the number of a house stay out of links and redirects, and everything else in?"""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from webapp.huisnummer import has_huisnummer, query_without_huisnummers, without_huisnummer

HAARLEM = {"2011", "2034", "2037"}
ADDRESSES = {
    "Kalverstraat 12a": "Kalverstraat",
    "Kalverstraat 12 a": "Kalverstraat",
    "Kalverstraat12a": "Kalverstraat",
    "kalverstraat 12-14": "kalverstraat",
    "Kalverstraat 12-14, Haarlem": "Kalverstraat, Haarlem",
    "Kalverstraat 12 bis": "Kalverstraat",
    "Kalverstraat 12 rood, 2011 AB Haarlem": "Kalverstraat, 2011 AB Haarlem",
    "Kalverstraat 12 3 hoog": "Kalverstraat",
    "Kalverstraat 12 II": "Kalverstraat",
    "Kalverstraat 12e Haarlem": "Kalverstraat Haarlem",
    "12 Kalverstraat": "Kalverstraat",
    "Rijksstraatweg 1024": "Rijksstraatweg",
    "Rijksstraatweg 1024 hs": "Rijksstraatweg",
    "2034 AB 12": "2034 AB",
    "2034AB12": "2034AB",
    "2034ab, 12": "2034ab",
    "12": "",
}
KEPT = [
    *("2034", "2034 AB", "2034ab", "Kalverstraat", "Kalverstraat, 2034 AB Haarlem", "Haarlem 2034"),
    *("3511", "3511 AB", "3511 Utrecht", "Oudegracht, 3511 AB Utrecht"),
    *("1e Helmersstraat", "2de Poellaan", "Meerwijk", "WK039221", "BU03922107", "Oud-Zuid", "café 't Hoekje", ""),
]


@pytest.mark.parametrize(("typed", "left"), ADDRESSES.items())
def test_the_number_of_a_house_is_dropped(typed: str, left: str) -> None:
    assert without_huisnummer(typed, postcodes=HAARLEM) == left


@pytest.mark.parametrize("typed", KEPT)
def test_what_is_no_number_of_a_house_is_kept(typed: str) -> None:
    assert without_huisnummer(typed, postcodes=HAARLEM) == typed


def test_any_four_digits_may_be_a_postcode_where_none_is_known() -> None:
    assert without_huisnummer("Amsterdam 1012", postcodes=()) == "Amsterdam 1012"


@pytest.mark.parametrize("typed", KEPT)
def test_what_has_no_number_of_a_house_is_said_to_have_none(reading_app: Flask, typed: str) -> None:
    with reading_app.app_context():
        assert not has_huisnummer(f"  {typed} ")


@pytest.mark.parametrize("typed", ADDRESSES)
def test_what_has_a_number_of_a_house_is_said_to_have_one(reading_app: Flask, typed: str) -> None:
    with reading_app.app_context():
        assert has_huisnummer(typed)


@given(street=st.from_regex(r"[A-Z][a-z]{2,12}straat", fullmatch=True), number=st.integers(1, 999), more=st.text("abc"))
def test_no_number_of_a_house_comes_through(street: str, number: int, more: str) -> None:
    assert without_huisnummer(f"{street} {number}{more}", postcodes=HAARLEM) == street


def test_only_what_was_typed_is_looked_at() -> None:
    query = "nabij=4.66,52.36&pagina=2&q=Kalverstraat+12a&open=nu"
    assert query_without_huisnummers(query) == "nabij=4.66%2C52.36&pagina=2&q=Kalverstraat&open=nu"


@pytest.mark.parametrize("query", ["", "nabij=4.66,52.36", "q=2034&open=nu", "a&b="])
def test_a_query_without_a_house_stays_as_it_was_written(query: str) -> None:
    assert query_without_huisnummers(query) == query


SEARCHES = [
    *("/inloop?q=", "/wijken?q=", "/en/inloop?q=", "/en/wijken?q=", "/en?q="),
    *("/inloop/?q=", "/aanbod/?q=", "/wijken/?q=", "/en/inloop/?q=", "/vergelijk/?zoek="),
]


@pytest.mark.parametrize("search", SEARCHES)
def test_no_page_leads_on_to_a_house(reading_app: Flask, search: str) -> None:
    answer = reading_app.test_client().get(f"{search}Kalverstraat+12a")
    assert "12a" not in answer.headers.get("Location", "")
    links = answer.get_data(as_text=True).split(' href="')[1:]
    assert [link.partition('"')[0] for link in links if "12a" in link.partition('"')[0]] == []


@pytest.mark.parametrize("search", SEARCHES)
def test_no_title_names_a_house(reading_app: Flask, search: str) -> None:
    page = reading_app.test_client().get(f"{search}Kalverstraat+12a", follow_redirects=True).get_data(as_text=True)
    assert "12a" not in page[: page.index("</head>")]
