"""Can a request make our links lead to another host?"""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.serving import close
from webapp.app import create_app
from webapp.settings import Settings


@pytest.fixture
def public_client(settings: Settings) -> Iterator[FlaskClient]:
    app = create_app(settings.model_copy(update={"public_url": "https://kaart.example:8443/buurt"}))
    yield app.test_client()
    close(app)


@pytest.mark.parametrize("path", ["/", "/nieuw.rss", "/agenda.ics", "/recept/qr.svg", "/api/aanbod", "/bestaat-niet"])
def test_another_host_than_that_of_the_installation_is_refused(public_client: FlaskClient, path: str) -> None:
    answer = public_client.get(path, headers={"Host": "kwaad.example"})
    assert answer.status_code == 400
    assert b"kwaad.example" not in answer.data


@pytest.mark.parametrize("host", ["kaart.example", "kaart.example:8443", "localhost:5000", "127.0.0.1"])
def test_the_installation_answers_to_its_own_names(public_client: FlaskClient, host: str) -> None:
    assert public_client.get("/healthz", headers={"Host": host}).status_code == 200


def test_any_host_will_do_where_no_public_address_is_set(app: Flask) -> None:
    assert app.test_client().get("/healthz", headers={"Host": "wijkpc.local"}).status_code == 200
