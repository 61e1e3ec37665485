"""Does somebody make and end a token by the page, and is its secret told only once?"""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import post_form
from tests.registering import errors_on, page_of

URL = "/account/tokens"
TYPED = {"naam": "Website van het buurthuis", "rechten": ["toevoegen"], "dagen": "30"}


def make(client: FlaskClient, **values: object) -> TestResponse:
    return post_form(client, URL, TYPED | values)


def secrets_on(page: str) -> list[str]:
    return re.findall(r">(wb_[\w-]{40,})<", page)


def test_the_secret_is_shown_once_and_opens_the_api(teamlid: FlaskClient) -> None:
    (secret,) = secrets_on(page_of(make(teamlid)))
    later = page_of(teamlid.get(URL))
    assert (secrets_on(later), "Website van het buurthuis" in later) == ([], True)
    answer = teamlid.post("/api/aanbod", json={}, headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 422


def test_what_is_missing_is_named_and_what_was_typed_stays(teamlid: FlaskClient) -> None:
    page = page_of(make(teamlid, rechten=[], naam="Mijn programma"), status=422)
    assert errors_on(page) == {"rechten": "Kies wat het programma mag."}
    assert 'value="Mijn programma"' in page


def test_a_token_that_is_withdrawn_stays_in_the_list_and_opens_nothing(teamlid: FlaskClient) -> None:
    (secret,) = secrets_on(page_of(make(teamlid)))
    found = re.search(r'action="(/account/tokens/\d+/intrekken)"', page_of(teamlid.get(URL)))
    assert found is not None
    token = re.search(r'name="csrf_token" value="([^"]+)"', page_of(teamlid.get(URL)))
    assert token is not None
    assert teamlid.post(found[1], data={"csrf_token": token[1]}).status_code == 303
    assert "ingetrokken op" in page_of(teamlid.get(URL))
    answer = teamlid.post("/api/aanbod", json={}, headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401


def test_what_a_program_did_is_told(teamlid: FlaskClient) -> None:
    (secret,) = secrets_on(page_of(make(teamlid)))
    teamlid.post("/api/aanbod", json={}, headers={"Authorization": f"Bearer {secret}"})
    assert "POST /api/aanbod" in page_of(teamlid.get(URL))


def test_nobody_sees_the_tokens_of_another(teamlid: FlaskClient, buurteamlid: FlaskClient) -> None:
    make(teamlid)
    assert "Website van het buurthuis" not in page_of(buurteamlid.get(URL))
