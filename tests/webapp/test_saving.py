"""Does who asks to save data get a map only when they ask for it?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

KAART = "/kaart?gebied=boerhaavewijk-meerwijk"


@pytest.fixture(scope="module")
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.mark.parametrize(("asked", "waits"), [({"Save-Data": "on"}, True), ({"Save-Data": "off"}, False), ({}, False)])
def test_the_map_waits_for_who_saves_data(visitor: FlaskClient, asked: dict[str, str], waits: bool) -> None:
    page = visitor.get(KAART, headers=asked)
    assert ("data-op-verzoek" in page.get_data(as_text=True)) is waits
    assert "Save-Data" in page.headers["Vary"]


def test_a_page_without_a_map_is_the_same_for_all(visitor: FlaskClient) -> None:
    assert "Save-Data" not in visitor.get("/").headers["Vary"]


@pytest.mark.parametrize("url", [KAART, "/inloop?nabij=4.66,52.36"])
def test_leaflet_is_not_loaded_with_the_page(visitor: FlaskClient, url: str) -> None:
    page = visitor.get(url).get_data(as_text=True)
    assert "data-kaart" in page
    assert "leaflet" not in page
