"""Does a visitor read an entry in their own language, once its team has translated it?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.registreren.vertalingen import find_vertaling
from collectief.words import Taal
from tests.cast import post_form
from webapp.context import session

TURKISH = {"naam": "Kilisede kahve", "omschrijving": "Birlikte kahve içiyoruz."}


@pytest.fixture
def eigen(entry_ids: dict[str, int]) -> int:
    return entry_ids["eigen"]


@pytest.fixture
def form_url(eigen: int) -> str:
    return f"/team/aanbod/{eigen}/vertalingen?taal=tr"


def test_the_form_is_written_in_its_own_language(teamlid: FlaskClient, form_url: str) -> None:
    page = teamlid.get(form_url).text
    assert "In het Turks" in page
    assert 'dir="rtl"' in teamlid.get(form_url.replace("taal=tr", "taal=ar")).text


def test_a_translation_is_kept(app: Flask, teamlid: FlaskClient, eigen: int, form_url: str) -> None:
    assert post_form(teamlid, form_url, TURKISH).status_code == 303
    with app.app_context():
        found = find_vertaling(get_aanbod(session(), eigen), Taal.TR)
        assert found
        assert found.naam == "Kilisede kahve"


def test_a_visitor_reads_it_in_turkish(client: FlaskClient, teamlid: FlaskClient, eigen: int, form_url: str) -> None:
    post_form(teamlid, form_url, TURKISH)
    page = client.get(f"/tr/aanbod/{eigen}").text
    assert "Birlikte kahve içiyoruz." in page
    assert '<p class="wb-omschrijving">Birlikte' in page  # in the language of the page itself


def test_where_nobody_translated_it_the_dutch_says_that_it_is_dutch(client: FlaskClient, eigen: int) -> None:
    assert 'class="wb-omschrijving" lang="nl" dir="ltr"' in client.get(f"/ar/aanbod/{eigen}").text


def test_the_dutch_page_stays_as_it_was(client: FlaskClient, teamlid: FlaskClient, eigen: int, form_url: str) -> None:
    before = client.get(f"/aanbod/{eigen}").text
    post_form(teamlid, form_url, TURKISH)
    assert client.get(f"/aanbod/{eigen}").text == before


def test_it_says_so_when_the_dutch_is_newer(
    app: Flask, client: FlaskClient, teamlid: FlaskClient, eigen: int, form_url: str
) -> None:
    post_form(teamlid, form_url, TURKISH)
    with app.app_context():
        session().get_one(Aanbod, eigen).omschrijving = "Nu ook thee."
        session().commit()
    assert "wb-vertaling-ouder" in client.get(f"/tr/aanbod/{eigen}").text


def test_half_a_translation_comes_back_with_what_is_missing(teamlid: FlaskClient, form_url: str) -> None:
    answer = post_form(teamlid, form_url, {"naam": "Kahve", "omschrijving": ""})
    assert answer.status_code == 422
    assert "Schrijf ook de omschrijving in deze taal." in answer.text


@pytest.mark.parametrize("taal", ["nl", "xx", ""])
def test_of_another_taal_there_is_no_form(teamlid: FlaskClient, eigen: int, taal: str) -> None:
    assert teamlid.get(f"/team/aanbod/{eigen}/vertalingen?taal={taal}").status_code == 404
