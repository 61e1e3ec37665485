"""Can a beheerder keep the list of synonyms, by hand and as a file?"""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import BEHEERDER, TEAMLID, post_form, read_token, sign_in

URL = "/beheer/synoniemen"


@pytest.fixture
def beheerder(app: Flask) -> FlaskClient:
    return sign_in(app.test_client(), BEHEERDER)


def test_a_synoniem_that_was_added_stands_in_the_list_and_the_history(beheerder: FlaskClient) -> None:
    answer = post_form(beheerder, URL, {"term": "blij", "bedoelt": "vrolijk"})
    assert answer.status_code == 303
    page = beheerder.get(URL).get_data(as_text=True)
    assert "vrolijk" in page
    assert f"door {BEHEERDER.email}" in page


def test_what_means_nothing_is_said_at_the_field(beheerder: FlaskClient) -> None:
    answer = post_form(beheerder, URL, {"term": "wandelen", "bedoelt": "wandeling"})
    assert answer.status_code == 422
    assert "vormen van één woord" in answer.get_data(as_text=True)


def test_a_file_adds_what_is_not_there_yet(beheerder: FlaskClient) -> None:
    file = (io.BytesIO(b"term;bedoelt\nblij;vrolijk\n"), "synoniemen.csv")
    sent = {"csrf_token": read_token(beheerder, URL), "bestand": file}
    answer = beheerder.post(f"{URL}/inlezen", data=sent, follow_redirects=True)
    assert "1 synoniem toegevoegd" in answer.get_data(as_text=True)
    assert b"blij;vrolijk" in beheerder.get(f"{URL}/synoniemen.csv").data


def test_a_teamlid_cannot_see_the_list(app: Flask) -> None:
    assert sign_in(app.test_client(), TEAMLID).get(URL).status_code == 403
