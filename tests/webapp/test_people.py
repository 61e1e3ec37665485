"""Is a resident shown as contact only while they agree, and nowhere any more after that?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.kaart.aanbod import get_aanbod
from tests.addresses import DATA, PAGES, TEAM_DATA, TEAM_PAGES
from tests.cast import post_form
from tests.registering import errors_on, page_of, save
from webapp.context import session, today

PERSONAL = ("Fatma Voorbeeld", "0612345678", "06 1234 5678", "fatma@")
TOLD: dict[str, Any] = {
    "naam": "Fatma Voorbeeld",
    "telefoon": "06 1234 5678",
    "email": "fatma@voorbeeld.example",
    "toestemming": "y",
    "toestemming_hoe": "mondeling",
}


@pytest.fixture
def aanbod_id(app: Flask, teamlid: FlaskClient) -> int:
    """An entry with a contactpersoon."""
    aanbod_id = save(app, naam="Breien met Fatma")
    answer = post_form(teamlid, url_of(aanbod_id), TOLD | {"toestemming_op": str(today())})
    assert answer.status_code == 303, errors_on(answer.get_data(as_text=True))
    return aanbod_id


def url_of(aanbod_id: int) -> str:
    return f"/team/aanbod/{aanbod_id}/contactpersoon"


def link_on(page: str) -> str:
    found = re.search(r'href="(/toestemming/[0-9a-f-]{36})"', page)
    assert found is not None
    return found[1]


def told_by(client: FlaskClient, aanbod_id: int) -> Iterator[str]:
    """The addresses that tell anything of the person, of all that there are."""
    ids: defaultdict[str, int] = defaultdict(lambda: aanbod_id)
    for urls in (PAGES | TEAM_PAGES | DATA | TEAM_DATA).values():
        for url in (one.format_map(ids) for one in urls):
            body = client.get(url).get_data().decode("utf-8", "ignore")
            if any(word in body for word in PERSONAL):
                yield url


def test_who_agreed_is_the_contact(client: FlaskClient, aanbod_id: int) -> None:
    page = page_of(client.get(f"/aanbod/{aanbod_id}"))
    assert "Fatma Voorbeeld" in page
    assert 'href="tel:0612345678"' in page


def test_without_consent_nothing_is_stored(app: Flask, teamlid: FlaskClient, client: FlaskClient) -> None:
    aanbod_id = save(app)
    page = page_of(post_form(teamlid, url_of(aanbod_id), TOLD | {"toestemming": ""}), status=422)
    assert errors_on(page).keys() == {"toestemming", "toestemming_op"}
    assert "Fatma" not in page_of(client.get(f"/aanbod/{aanbod_id}"))


def test_a_link_that_is_followed_changes_nothing(teamlid: FlaskClient, client: FlaskClient, aanbod_id: int) -> None:
    link = link_on(page_of(teamlid.get(url_of(aanbod_id))))
    page = page_of(client.get(link))
    assert "Breien met Fatma" in page
    assert not any(word in page for word in PERSONAL)
    assert "Fatma Voorbeeld" in page_of(client.get(f"/aanbod/{aanbod_id}"))


def test_after_one_press_no_page_feed_or_file_tells_of_the_person(
    app: Flask, teamlid: FlaskClient, client: FlaskClient, aanbod_id: int
) -> None:
    assert f"/aanbod/{aanbod_id}" in set(told_by(teamlid, aanbod_id))
    link = link_on(page_of(teamlid.get(url_of(aanbod_id))))
    page = page_of(client.post(link, follow_redirects=True))
    assert "staan hier niet of niet meer" in page
    assert list(told_by(teamlid, aanbod_id)) == []
    with app.app_context():
        assert get_aanbod(session(), aanbod_id).contactpersoon is None


def test_the_team_erases_with_one_press_too(teamlid: FlaskClient, client: FlaskClient, aanbod_id: int) -> None:
    assert post_form(teamlid, url_of(aanbod_id), {"actie": "wis"}).status_code == 303
    assert "Fatma Voorbeeld" not in page_of(client.get(f"/aanbod/{aanbod_id}"))


def test_no_address_or_export_has_the_person_while_the_page_does(client: FlaskClient, aanbod_id: int) -> None:
    told = set(told_by(client, aanbod_id))
    assert told == {f"/aanbod/{aanbod_id}"}
