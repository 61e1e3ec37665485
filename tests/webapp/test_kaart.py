"""Do map and list show the same, for every filter in the URL, and are boundaries there to draw?"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE, build_aanbod
from webapp.context import session
from webapp.views.kaart import PAGE_SIZE

TEAM = "boerhaavewijk-meerwijk"
QUESTIONS = [
    "",
    "?gebied=GM0392",
    "?gebied=WK039221",
    "?gebied=BU03922107",
    f"?gebied={TEAM}",
    "?soort=initiatief",
    "?soort=initiatief&soort=inloopplek",
    "?leefgebied=financien",
    f"?gebied={TEAM}&soort=activiteit&leefgebied=sociaal_netwerk&leefgebied=tijdsbesteding",
]


@pytest.fixture(scope="module")
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


def page_of(client: FlaskClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def listed(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'href="/aanbod/(\d+)"', page)]


def all_listed(client: FlaskClient, url: str) -> Iterator[int]:
    """Page after page."""
    while url:
        page = page_of(client, url)
        yield from listed(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        url = unescape(following[1]) if following else ""


def of_map(page: str) -> str:
    """The address that the map loads its entries from."""
    found = re.search(r'data-aanbod="([^"]+)"', page)
    assert found is not None
    return unescape(found[1])


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_list_shows_what_the_map_loads_in_the_same_order(visitor: FlaskClient, question: str) -> None:
    api = of_map(page_of(visitor, f"/kaart{question}"))
    features = visitor.get(f"{api}&limit=500").get_json()["features"]
    assert list(all_listed(visitor, f"/kaart{question}")) == [feature["id"] for feature in features]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_filters_stay_chosen(visitor: FlaskClient, question: str) -> None:
    page = page_of(visitor, f"/kaart{question}")
    chosen = re.findall(r'name="(soort|leefgebied)" value="(\w+)" checked', page)
    chosen += [("gebied", code) for code in re.findall(r'<option value="([^"]+)" selected', page)]
    asked = parse_qsl(urlsplit(question).query)
    home = [] if "gebied" in dict(asked) else [("gebied", GEMEENTE)]
    assert sorted(chosen) == sorted([*asked, *home])


def test_the_number_that_was_found_is_told(visitor: FlaskClient) -> None:
    page = page_of(visitor, f"/kaart?gebied={TEAM}")
    assert f">{len(listed(page))} gevonden<" in page


def test_a_page_of_the_list_goes_on_where_the_one_before_ended(visitor: FlaskClient) -> None:
    ids = list(all_listed(visitor, "/kaart"))
    assert len(ids) > PAGE_SIZE
    assert ids == sorted(set(ids))


def test_nothing_found_says_what_to_do(visitor: FlaskClient) -> None:
    page = page_of(visitor, "/kaart?gebied=BU03922107&soort=voorziening&leefgebied=justitie")
    assert "Niets gevonden" in page
    assert "Kies een groter gebied" in page


def test_filters_that_are_left_empty_are_no_filters(visitor: FlaskClient) -> None:
    assert listed(page_of(visitor, "/kaart?gebied=&soort=&leefgebied=")) == listed(page_of(visitor, "/kaart"))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("?soort=feest", "soort"),
        ("?leefgebied=geluk", "leefgebied"),
        ("?gebied=WK999999", "gebied"),
        ("?gebied=geen-team", "gebied"),
        ("?gebied=GM0392&gebied=WK039221", "gebied"),
        ("?cursor=-1", "cursor"),
        ("?cursor=abc", "cursor"),
    ],
)
def test_a_wrong_parameter_is_named(visitor: FlaskClient, question: str, named: str) -> None:
    answer = visitor.get(f"/kaart{question}")
    assert answer.status_code == 400
    assert named in answer.get_data(as_text=True)


def test_what_somebody_called_an_entry_cannot_become_part_of_the_page(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        build_aanbod(session(), naam="<script>alert(1)</script>", buurtcode="BU03922107")
        session().commit()
    assert "<script>alert(1)" not in page_of(client, "/kaart?gebied=BU03922107&soort=initiatief")


def test_a_large_number_is_not_counted_to_its_end(visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.views.kaart.MAX_COUNTED", 20)
    assert "Heel veel gevonden" in page_of(visitor, "/kaart")


@pytest.mark.parametrize(("soort", "number"), [("gemeente", 1), ("wijk", 21), ("buurt", 111), ("teamgebied", 8)])
def test_boundaries_of_every_soort_can_be_drawn(visitor: FlaskClient, soort: str, number: int) -> None:
    answer = visitor.get(f"/kaart/grenzen/{GEMEENTE}/{soort}.geojson")
    assert answer.mimetype == "application/geo+json"
    features = answer.get_json()["features"]
    assert len(features) == number
    assert all(feature["properties"]["naam"] and feature["geometry"]["coordinates"] for feature in features)


def test_a_teamgebied_bears_the_name_of_its_team(visitor: FlaskClient) -> None:
    features = visitor.get(f"/kaart/grenzen/{GEMEENTE}/teamgebied.geojson").get_json()["features"]
    assert "Boerhaavewijk en Meerwijk" in {feature["properties"]["naam"] for feature in features}


def test_a_browser_that_has_the_boundaries_does_not_get_them_again(visitor: FlaskClient) -> None:
    url = f"/kaart/grenzen/{GEMEENTE}/teamgebied.geojson"
    answer = visitor.get(url)
    assert answer.cache_control.max_age
    assert visitor.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["GM9999/wijk", "WK039221/wijk", f"{GEMEENTE}/straat", f"{GEMEENTE}/"])
def test_boundaries_that_are_not_known_are_not_found(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(f"/kaart/grenzen/{path}.geojson").status_code == 404


@pytest.mark.parametrize(
    ("question", "soort"),
    [("", "wijk"), ("?gebied=WK039221", "wijk"), ("?gebied=BU03922107", "buurt"), (f"?gebied={TEAM}", "teamgebied")],
)
def test_the_map_draws_a_gebied_among_its_like(visitor: FlaskClient, question: str, soort: str) -> None:
    page = page_of(visitor, f"/kaart{question}")
    assert f'data-grenzen="/kaart/grenzen/{GEMEENTE}/{soort}.geojson"' in page


def test_without_a_background_the_map_does_not_offer_one(visitor: FlaskClient) -> None:
    assert "data-tegels" not in page_of(visitor, "/kaart")


def test_every_buurt_wijk_and_team_can_be_chosen(visitor: FlaskClient, haarlem_sets: Gebiedensets) -> None:
    options = set(re.findall(r'<option value="([^"]+)"', page_of(visitor, "/kaart")))
    known = haarlem_sets.get(GEMEENTE)
    assert options == {*known.grenzen.index, *known.teams["slug"]}
