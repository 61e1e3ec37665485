"""Does a set of the whole land stand beside those of gemeenten, and never in their place?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from geo.importing import import_gebieden
from tests.geo.squares import buurt, four_buurten, write_features
from tests.serving import close, offline_settings
from webapp.context import home_set
from webapp.demo import seed_demo
from webapp.ready import make_ready_app

OWN, OTHER, LAND = "GM0392", "GM0014", "NL00"
OPTION = re.compile(r'<option value="([^"]+)"')


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """A gemeente of its own, and a land that has the same gemeente and one more; by slug the land goes first."""
    own = write_features(tmp_path / "own.geojson", four_buurten(OWN))
    others = [buurt(f"BU0014{code}", column=9, row=row) for row, code in enumerate(["0101", "0201"])]
    land = write_features(tmp_path / "land.geojson", [*four_buurten(OWN), *others])
    data = tmp_path / "wijken"
    for file, gemeente in ((land, LAND), (own, OWN)):
        import_gebieden([file], gemeente=gemeente, jaar=2016, root=data)
    app = make_ready_app(offline_settings(database_url, var=tmp_path, data=data))
    yield app
    with app.app_context():
        close(app)


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


def options(visitor: FlaskClient, url: str) -> list[str]:
    return OPTION.findall(visitor.get(url).get_data(as_text=True).split('id="gebied"')[1].split("</select>")[0])


def test_the_start_page_is_for_a_gemeente(app: Flask) -> None:
    with app.app_context():
        assert home_set().gemeente.code == OWN


def test_of_what_both_know_that_of_the_gemeente_is_found(visitor: FlaskClient) -> None:
    page = visitor.get("/wijken?q=WK039201").get_data(as_text=True)
    found = page.split('id="gevonden"')[1].split("</section>")[0]
    assert (found.count('href="/wijken/WK039201"'), "wijk, Voorbeeldstad" in found) == (1, True)


def test_what_the_land_alone_knows_is_found(visitor: FlaskClient) -> None:
    assert 'href="/wijken/WK001402"' in visitor.get("/wijken?q=WK001402").get_data(as_text=True)


def test_the_land_is_listed_last(visitor: FlaskClient) -> None:
    page = visitor.get("/wijken").get_data(as_text=True)
    assert re.findall(r'<section aria-labelledby="(\w+)"', page) == [OWN, LAND]


@pytest.mark.parametrize("url", ["/kaart", "/kaart?indicator=inwoners"])
def test_a_map_of_the_land_offers_the_sets_and_not_all_that_they_hold(visitor: FlaskClient, url: str) -> None:
    assert options(visitor, f"{url}{'&' if '?' in url else '?'}gebied={LAND}") == [OWN, LAND]


def test_a_map_of_a_gemeente_that_the_land_knows_offers_what_lies_in_it(visitor: FlaskClient) -> None:
    offered = options(visitor, f"/kaart?gebied={OTHER}")
    assert sorted(offered) == sorted([OWN, LAND, OTHER, "WK001401", "WK001402", "BU00140101", "BU00140201"])


def test_the_demo_has_nobody_who_works_for_the_land(app: Flask) -> None:
    assert {account.email.split("@")[1] for account in seed_demo(app)} == {"voorbeeldstad.voorbeeld.example"}
