"""Does nobody lose what they typed when their session had ended, and does nobody else gain by that?"""

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from collectief.models import Patroon, Voorstel
from tests.cast import TEAMLID, sign_in
from tests.registering import NEW, count_stored, page_of, save, stored, typed, value_of
from webapp.context import session

TYPED = typed(naam='Soep & "brood"', omschrijving="Eerst soep.\nDan brood.")
PATRONEN = select(Patroon.id)
VOORSTEL: dict[str, Any] = {
    "titel": "Samen soep",
    "doel": "Buren kennen elkaar.",
    "doelgroep": "iedereen",
    "leefgebieden": ["financien"],
    "buurtcodes": ["BU03922107"],
    "trekker": "opbouwwerk",
    "eerste_keer_op": "2025-01-10",
    "versie": "1",
    "uuid": "6f1c7d0e-3c44-4a0e-9d6b-5a3a3f3d2b11",
}


def carried(page: str) -> dict[str, list[str]]:
    """What the page holds to be sent again."""
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.split("<main")[1]):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def test_what_was_sent_without_a_session_can_be_sent_again_after_signing_in(app: Flask) -> None:
    client, before = app.test_client(), count_stored(app)
    page = page_of(client.post(NEW, data=TYPED), status=401)
    sign_in(client, TEAMLID)
    form = page_of(client.post(NEW, data=carried(page) | {"actie": "verder"}))
    assert value_of(form, "naam") == 'Soep & "brood"'
    assert "Eerst soep.\nDan brood.</textarea>" in form
    assert count_stored(app) == before  # seen first, and then saved
    again = TYPED | {"csrf_token": value_of(form, "csrf_token")}
    assert client.post(NEW, data=again).status_code == 303
    assert count_stored(app) == before + 1


def test_every_choice_is_carried_along_and_nothing_of_the_session(client: FlaskClient) -> None:
    fields = carried(page_of(client.post(NEW, data=TYPED | {"csrf_token": "oud"}), status=401))
    assert fields["doelgroepen"] == ["ouderen", "gezinnen"]
    assert fields["csrf_token"] != ["oud"]
    assert "actie" not in fields


def test_who_signed_in_again_meanwhile_only_has_to_go_on(teamlid: FlaskClient) -> None:
    page = page_of(teamlid.post(NEW, data=TYPED | {"csrf_token": "van een eerdere sessie"}), status=400)
    assert "U was te lang weg" in page
    form = page_of(teamlid.post(NEW, data=carried(page) | {"actie": "verder"}))
    assert value_of(form, "naam") == 'Soep & "brood"'


def test_a_change_knows_after_signing_in_what_was_seen_before(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    url = f"/team/aanbod/{aanbod_id}/wijzig"
    seen = {field: value_of(page_of(teamlid.get(url)), field) for field in ("versie", "basis")}
    client = app.test_client()
    page = page_of(client.post(url, data=typed(kosten="€ 9", **seen)), status=401)
    sign_in(client, TEAMLID)
    form = page_of(client.post(url, data=carried(page) | {"actie": "verder"}))
    assert {field: value_of(form, field) for field in ("versie", "basis", "kosten")} == seen | {"kosten": "€ 9"}
    assert stored(app, aanbod_id)["kosten"] == ""


def test_the_page_is_kept_by_no_cache(client: FlaskClient) -> None:
    assert client.post(NEW, data=TYPED).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", ["/inloggen", "/uitloggen"])
def test_a_password_is_never_carried_along(client: FlaskClient, url: str) -> None:
    page = client.post(url, data={"email": TEAMLID.email, "password": "geheim-woord"}).get_data(as_text=True)
    assert "geheim-woord" not in page


@pytest.mark.parametrize("what", ["nieuw?patroon={patroon}", "{voorstel}/wijzig"])
def test_a_voorstel_is_seen_first_after_signing_in_and_then_saved(app: Flask, what: str) -> None:
    with app.app_context():
        ids = {"voorstel": session().scalars(select(Voorstel.id)).one(), "patroon": session().scalars(PATRONEN).one()}
    client, url = app.test_client(), f"/team/voorstellen/{what.format(**ids)}"
    page = page_of(client.post(url, data=VOORSTEL), status=401)
    (goal,) = re.findall(r'<form method="post" action="([^"]+)">', page.split("<main")[1])
    assert unescape(goal) == url
    sign_in(client, TEAMLID)
    form = page_of(client.post(url, data=carried(page) | {"actie": "verder"}))
    assert value_of(form, "titel") == "Samen soep"
    with app.app_context():
        assert session().scalars(select(Voorstel.id).filter_by(titel="Samen soep")).all() == []
    seen = {field: value_of(form, field) for field in ("uuid", "csrf_token", "versie")}
    assert client.post(url, data=VOORSTEL | seen).status_code == 303


def test_who_was_signed_out_while_they_told_a_story_only_chooses_the_photo_again(app: Flask) -> None:
    with app.app_context():
        url = f"/team/voorstellen/{session().scalars(select(Voorstel.id)).one()}/verhaal"
    sent = {"titel": "Soep", "tekst": "Het smaakte.", "bestand": (BytesIO(b"x"), "soep.jpg")}
    page = page_of(app.test_client().post(url, data=sent), status=401)
    assert carried(page)["tekst"] == ["Het smaakte."]
    assert "Alleen het bestand kiest u later opnieuw." in page
