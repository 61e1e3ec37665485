"""Does a visitor's form work without a cookie, and is what another site sends shown first?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from collectief.models import Wijzigingsvoorstel
from tests.addresses import DATA, PAGES
from webapp.context import session

NIEUW = {"naam": "Soep in de kerk", "omschrijving": "Samen eten."}
OPEN = [url for name, urls in (PAGES | DATA).items() if name != "security.login" for url in urls]
FROM_US = [
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "https://localhost"},  # before a proxy that speaks https
    {},
]
FROM_ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "null"},
]


def count_voorstellen(app: Flask) -> int:
    with app.app_context():
        return session().scalar(select(func.count(Wijzigingsvoorstel.id))) or 0


@pytest.mark.parametrize("headers", FROM_US)
def test_what_is_sent_from_a_page_of_ours_is_kept(app: Flask, client: FlaskClient, headers: dict[str, str]) -> None:
    before = count_voorstellen(app)
    assert client.post("/melden", data=NIEUW, headers=headers).status_code == 303
    assert count_voorstellen(app) == before + 1


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
@pytest.mark.parametrize("who", ["client", "teamlid"])
def test_what_another_site_sends_is_shown_first(
    app: Flask, headers: dict[str, str], who: str, request: pytest.FixtureRequest
) -> None:
    client: FlaskClient = request.getfixturevalue(who)
    before = count_voorstellen(app)
    answer = client.post("/melden", data=NIEUW, headers=headers)
    assert answer.status_code == 403
    assert "Soep in de kerk" in answer.get_data(as_text=True)
    assert "Dit kwam van een andere website." in answer.get_data(as_text=True)
    assert count_voorstellen(app) == before


@pytest.mark.parametrize("url", OPEN)
def test_no_page_gives_a_visitor_a_cookie(reading_app: Flask, entry_ids: dict[str, int], url: str) -> None:
    answer = reading_app.test_client().get(url.format(**entry_ids))
    assert answer.headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize("url", ["/melden", "/aanbod/{eigen}/klopt-niet", "/en/melden", "/bestaat-niet"])
@pytest.mark.parametrize("fields", [{}, NIEUW, {"naam": ""}])
def test_no_form_gives_a_visitor_a_cookie(
    app: Flask, entry_ids: dict[str, int], url: str, fields: dict[str, str]
) -> None:
    answer = app.test_client().post(url.format(**entry_ids), data=fields)
    assert answer.headers.getlist("Set-Cookie") == []
