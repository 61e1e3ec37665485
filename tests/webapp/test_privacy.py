"""Does the page about privacy say what this installation does, and can everybody find it?"""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.serving import close
from webapp.app import create_app
from webapp.settings import Settings

PDOK = "Dan vragen wij aan de adressenlijst van de overheid (PDOK) waar dat is."
KAART = "De kaart komt van de overheid (PDOK), maar wij halen haar voor u op."


def read(client: FlaskClient, url: str = "/privacy") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.fixture
def asking_client(settings: Settings) -> Iterator[FlaskClient]:
    """Of an installation that asks the national services."""
    others = {"geocoder_url": "http://127.0.0.1:9/", "tiles_url": "http://127.0.0.1:9/{z}/{x}/{y}.png"}
    app = create_app(settings.model_copy(update=others))
    yield app.test_client()
    close(app)


@pytest.mark.parametrize("url", ["/", "/melden", "/wijken", "/bestaat-niet", "/en/"])
def test_every_page_leads_to_it(reading_app: Flask, url: str) -> None:
    page = reading_app.test_client().get(url).get_data(as_text=True)
    assert 'href="/en/privacy"' in page if url == "/en/" else 'href="/privacy"' in page


def test_it_says_that_nothing_is_kept(reading_app: Flask) -> None:
    page = read(reading_app.test_client())
    assert "Wij bewaren niet wie u bent en niet wat u zoekt." in page
    assert "Wij zetten geen cookies." in page


def test_it_says_who_else_is_asked(asking_client: FlaskClient) -> None:
    page = read(asking_client)
    assert PDOK in page
    assert KAART in page


def test_who_is_not_asked_is_not_named(reading_app: Flask) -> None:
    assert "PDOK" not in read(reading_app.test_client())


def test_it_says_where_to_ask(reading_app: Flask) -> None:
    assert 'href="/wijken">Zoek uw wijkteam</a>' in read(reading_app.test_client())
