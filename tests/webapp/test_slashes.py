"""Does an address with a slash too many lead to its page, and does no other address change?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def visitor(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/wijken/", "/wijken"),
        ("/wijken/WK039221/", "/wijken/WK039221"),
        ("/kaart/?indicator=inwoners", "/kaart?indicator=inwoners"),
        ("/vergelijk/?gebied=WK039221&gebied=GM0392", "/vergelijk?gebied=WK039221&gebied=GM0392"),
        ("/api/gebieden/WK039221/profiel/", "/api/gebieden/WK039221/profiel"),
    ],
)
def test_a_slash_too_many_leads_to_the_page_itself(visitor: FlaskClient, asked: str, page: str) -> None:
    answer = visitor.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (308, page)


@pytest.mark.parametrize("address", ["/ogc/", "/open-data/"])
def test_what_has_a_slash_of_its_own_keeps_it(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 200
    assert visitor.get(address.rstrip("/")).headers["Location"].endswith(address)


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/wijken/WK039221/bestaat-niet/"])
def test_an_address_of_nothing_leads_nowhere(visitor: FlaskClient, address: str) -> None:
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("path", ["//wijken/", "//voorbeeld.example/", "//voorbeeld.example/wijken/"])
def test_no_path_leads_to_another_host(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get("/", environ_overrides={"PATH_INFO": path})
    assert not answer.headers.get("Location", "").startswith("//")


def test_a_page_for_others_still_asks_who_it_is(visitor: FlaskClient) -> None:
    answer = visitor.get("/beheer/teamgebieden/", follow_redirects=True)
    assert answer.request.path == "/inloggen"
