"""Is a text looked at while somebody types, is it kept nowhere, and does the privacy page say how well that goes?"""

import logging

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from collectief.persoonsgegevens.herkennen import find_persoonsgegevens
from collectief.signalen.bewaren import LEZING_KEPT
from collectief.signalen.signaleren import TEXT_KEPT
from tests.cast import BELEID, TEAMLID, read_token, sign_in
from webapp.pages.persoonsgegevens import LIMIT, LONGEST
from webapp.views.persoonsgegevens import read_metingen

TEAM_URL, PARTNER_URL = "/team/signalen/controle", "/signaal/controle"
SECRET_TEXT = "Mevrouw Jansen, 06-70123456"
# One for each thing that the page says.
MISSED = (
    *("Xzavier komt elke week.", "Ik sprak Hoekstra gisteren.", "wil jan weer mee doen", "Bas staat in de keuken."),
    *("Ze woont in de Kerkstraat nummer twaalf.", "Op 3 mei 2016 kwam hij hier wonen.", "Мария komt vaak."),
    "Zijn nummer is nul zes een twee drie vier vijf zes zeven acht.",
)
TOO_MUCH = ("Ze leest de Linda.", "We deelden 123456782 flyers uit.")
MACRO = "{% from 'macros/persoonsgegevens.html' import gevonden with context %}{{ gevonden(tekst, vondsten) }}"


@pytest.fixture
def bezoeker(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.mark.parametrize("person", [TEAMLID, BELEID], ids=lambda person: person.rol)
def test_who_is_signed_in_hears_where_a_text_points_at_a_person(reading_app: Flask, person: object) -> None:
    client = sign_in(reading_app.test_client(), person)  # type: ignore[arg-type]
    sent = {"tekst": SECRET_TEXT, "csrf_token": read_token(client, "/")}
    answer = client.post(TEAM_URL, data=sent)
    assert answer.get_json() == [
        {"soort": "naam", "naam": "naam van een persoon", "begin": 8, "eind": 14},
        {"soort": "telefoon", "naam": "telefoonnummer", "begin": 16, "eind": 27},
    ]


def test_a_partner_needs_no_account(bezoeker: FlaskClient) -> None:
    assert [one["soort"] for one in bezoeker.post(PARTNER_URL, data={"tekst": SECRET_TEXT}).get_json()] == [
        "naam",
        "telefoon",
    ]


def test_names_of_places_here_are_no_persons(bezoeker: FlaskClient) -> None:
    assert bezoeker.post(PARTNER_URL, data={"tekst": "In de Frans Halsbuurt en Schalkwijk"}).get_json() == []


def test_the_answer_is_kept_by_nobody(bezoeker: FlaskClient) -> None:
    answer = bezoeker.post(PARTNER_URL, data={"tekst": SECRET_TEXT})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_the_text_stands_in_no_log(bezoeker: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        bezoeker.post(PARTNER_URL, data={"tekst": SECRET_TEXT})
    assert "Jansen" not in caplog.text
    assert "70123456" not in caplog.text


def test_a_text_that_is_too_long_is_refused(bezoeker: FlaskClient) -> None:
    assert bezoeker.post(PARTNER_URL, data={"tekst": "a" * LONGEST}).status_code == 200
    assert bezoeker.post(PARTNER_URL, data={"tekst": "a" * (LONGEST + 1)}).status_code == 413


def test_another_website_cannot_ask(bezoeker: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert bezoeker.post(PARTNER_URL, data={"tekst": "x"}, headers=headers).status_code == 403


def test_who_asks_too_often_waits(app: Flask) -> None:
    client = app.test_client()
    answers = [client.post(PARTNER_URL, data={"tekst": "x"}) for _ in range(int(LIMIT.split()[0]) + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_page_marks_what_was_found_without_javascript(reading_app: Flask) -> None:
    tekst = "<b>Mevrouw</b> Mevrouw Jansen belt"
    with reading_app.test_request_context():
        page = render_template_string(MACRO, tekst=tekst, vondsten=find_persoonsgegevens(tekst))
    assert '<mark>Jansen<span class="wb-visually-hidden"> (naam van een persoon)</span></mark> belt' in page
    assert "<b>" not in page


def test_a_page_says_nothing_of_a_text_that_points_at_nobody(reading_app: Flask) -> None:
    with reading_app.test_request_context():
        assert render_template_string(MACRO, tekst="Vier gezinnen", vondsten=[]).strip() == ""


def test_the_privacy_page_publishes_what_was_measured(bezoeker: FlaskClient) -> None:
    page = bezoeker.get("/privacy/signalen").get_data(as_text=True)
    for meting in read_metingen():
        assert f"{meting.gevonden} van de {meting.aanwezig}" in page
        assert f"{meting.terecht} van de {meting.gemeld}" in page


def test_the_periods_on_the_privacy_page_are_those_that_are_kept() -> None:
    assert (TEXT_KEPT.days, LEZING_KEPT.days) == (90, 365)


@pytest.mark.parametrize("missed", MISSED)
def test_what_the_privacy_page_says_is_missed_is_missed(missed: str) -> None:
    assert find_persoonsgegevens(missed) == []


@pytest.mark.parametrize("said", TOO_MUCH)
def test_what_the_privacy_page_says_is_said_too_often_is_so(said: str) -> None:
    assert find_persoonsgegevens(said) != []


def test_the_page_for_visitors_leads_to_it(bezoeker: FlaskClient) -> None:
    assert 'href="/privacy/signalen"' in bezoeker.get("/privacy").get_data(as_text=True)


def test_a_search_engine_knows_it_by_one_address(bezoeker: FlaskClient) -> None:
    page = bezoeker.get("/privacy/signalen?van=elders").get_data(as_text=True)
    assert '<link rel="canonical" href="http://localhost/privacy/signalen">' in page


@pytest.mark.parametrize(
    "said",
    [
        "90 dagen vanaf de dag dat hij binnenkwam",
        "wanneer: een jaar",
        "functionaris gegevensbescherming",
        "3 tot en met 10",
        "Wmo 2015",
    ],
)
def test_the_privacy_page_says_what_an_officer_asks(bezoeker: FlaskClient, said: str) -> None:
    assert said in bezoeker.get("/privacy/signalen").get_data(as_text=True)
