"""Does the page behind the link of a mail do what the button says, once, and nothing before?"""

import logging
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from collectief.models import Herinnering, Veldcontrole, Wijzigingsvoorstel
from collectief.versheid.versheid import VELDEN
from collectief.words import Controleur, Controlewijze, Indiener
from tests.cast import read_token
from tests.reminding import find_entry, save_due, secret_for
from webapp.context import now, session, today

ALL = {"veld": list(VELDEN)}


@pytest.fixture
def aanbod_id(app: Flask) -> int:
    return save_due(app, kosten="€ 1")


@pytest.fixture
def url(app: Flask, aanbod_id: int) -> str:
    assert aanbod_id
    return f"/controle/{secret_for(app)}"


def page(client: FlaskClient, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def proposed(app: Flask) -> list[tuple[dict[str, list[str]], str]]:
    """What aanbieders said."""
    by_aanbieder = select(Wijzigingsvoorstel).where(Wijzigingsvoorstel.indiener == Indiener.AANBIEDER)
    with app.app_context():
        return [(voorstel.velden, voorstel.toelichting) for voorstel in session().scalars(by_aanbieder)]


def is_answered(app: Flask) -> bool:
    with app.app_context():
        return session().scalar(select(func.count()).where(Herinnering.antwoord.is_not(None))) == 1


@pytest.mark.parametrize("antwoord", ["klopt", "aangepast", "gestopt", "onzin"])
def test_looking_changes_nothing(app: Flask, client: FlaskClient, url: str, antwoord: str) -> None:
    assert "Koffie in de Kerk" in page(client, f"{url}?antwoord={antwoord}")
    assert not is_answered(app)
    assert proposed(app) == []


def test_every_field_is_shown_and_taken_to_hold(client: FlaskClient, url: str) -> None:
    shown = page(client, url)
    assert shown.count(" checked>") == len(VELDEN)
    assert "€ 1" in shown


def test_one_press_confirms_the_entry(app: Flask, client: FlaskClient, url: str, aanbod_id: int) -> None:
    answer = client.post(url, data=ALL)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/controle/bedankt?antwoord=klopt")
    aanbod = find_entry(app, aanbod_id)
    check = aanbod.gecontroleerd_op, aanbod.gecontroleerd_door, aanbod.gecontroleerd_hoe
    assert check == (today(), Controleur.AANBIEDER, Controlewijze.BEVESTIGD)
    assert "Bedankt" in page(client, answer.headers["Location"])


def test_it_works_without_cookies(app: Flask, url: str, aanbod_id: int) -> None:
    assert app.test_client(use_cookies=False).post(url, data=ALL).status_code == 303
    assert find_entry(app, aanbod_id).gecontroleerd_op == today()


@pytest.mark.parametrize("antwoord", ["klopt", "aangepast", "gestopt"])
def test_a_link_that_was_used_does_nothing_more(app: Flask, client: FlaskClient, url: str, antwoord: str) -> None:
    client.post(url, data=ALL)
    again = client.post(f"{url}?antwoord={antwoord}", data={**ALL, "toelichting": "Nog een keer"})
    assert again.status_code == 404
    assert "Hebt u al geantwoord?" in again.get_data(as_text=True)
    assert proposed(app) == []


def test_used_old_and_unknown_links_look_the_same(
    app: Flask, client: FlaskClient, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(url, data=ALL)
    used, unknown = page(client, url, 404), page(client, f"/controle/{'x' * 43}", 404)
    save_due(app, naam="Thee in de Kerk")
    old = f"/controle/{secret_for(app)}"
    too_late = now() + timedelta(days=31)
    monkeypatch.setattr("webapp.pages.controle.now", lambda: too_late)
    assert used == unknown == page(client, old, 404)


def test_what_does_not_hold_is_asked_for(app: Flask, client: FlaskClient, url: str) -> None:
    answer = client.post(url, data={"veld": [veld for veld in VELDEN if veld not in ("kosten", "adres")]})
    assert answer.headers["Location"] == f"{url}?antwoord=aangepast&rest=adres&rest=kosten"
    assert "Wat moet er staan bij: plek, kosten?" in page(client, answer.headers["Location"])
    assert not is_answered(app)
    with app.app_context():
        assert session().scalar(select(func.count()).select_from(Veldcontrole)) == len(VELDEN) - 2


def test_a_change_waits_for_the_team(app: Flask, client: FlaskClient, url: str, aanbod_id: int) -> None:
    sent = {"naam": "Koffie in de Kerk", "omschrijving": "Samen koffie drinken.", "kosten": "€ 2", "gratis": "onbekend"}
    contact = {"organisatie": "De Kerk", "organisatie_email": "nieuw@kerk.example"}
    where = {"adres": "", "locatie": "", "openingstijden": "", "toelichting": "Vanaf mei."}
    answer = client.post(f"{url}?antwoord=aangepast", data=sent | contact | where)
    assert answer.headers["Location"] == "/controle/bedankt?antwoord=aangepast"
    changes = {"kosten": ["€ 1", "€ 2"], "organisatie_email": ["kerk@kerk.example", "nieuw@kerk.example"]}
    assert proposed(app) == [(changes, "Vanaf mei.")]
    assert find_entry(app, aanbod_id).kosten == "€ 1"


def test_a_change_that_breaks_a_rule_is_asked_again(app: Flask, client: FlaskClient, url: str) -> None:
    answer = client.post(f"{url}?antwoord=aangepast", data={"naam": "", "kosten": "€ 2", "toelichting": ""})
    assert answer.status_code == 422
    assert 'id="naam-fout"' in answer.get_data(as_text=True)
    assert 'value="€ 2"' in answer.get_data(as_text=True)
    assert not is_answered(app)


def test_what_has_ended_is_told_to_the_team(app: Flask, client: FlaskClient, url: str, aanbod_id: int) -> None:
    answer = client.post(f"{url}?antwoord=gestopt", data={"toelichting": "Sinds mei."})
    assert answer.headers["Location"] == "/controle/bedankt?antwoord=gestopt"
    assert proposed(app) == [({"status": ["gepubliceerd", "gestopt"]}, "Sinds mei.")]
    assert client.get(f"/aanbod/{aanbod_id}").status_code == 200


@pytest.mark.parametrize("path", ["", "?antwoord=aangepast", "?antwoord=gestopt"])
def test_the_address_of_the_page_is_kept_secret(client: FlaskClient, url: str, path: str) -> None:
    headers = client.get(url + path).headers
    kept = [headers[name] for name in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag")]
    assert kept == ["no-referrer", "no-store", "noindex"]


def test_an_error_does_not_log_the_secret(
    client: FlaskClient, url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("webapp.pages.controle.make_controlepagina", fail)
    assert client.get(url).status_code == 500
    assert "/controle/..." in caplog.text
    assert url.removeprefix("/controle/") not in caplog.text


def test_a_teamlid_confirms_with_one_press(app: Flask, teamlid: FlaskClient, aanbod_id: int) -> None:
    token = read_token(teamlid, f"/aanbod/{aanbod_id}")
    answer = teamlid.post(f"/team/aanbod/{aanbod_id}/controle", data={"csrf_token": token, "hoe": "gebeld"})
    assert answer.headers["Location"] == f"/aanbod/{aanbod_id}"
    aanbod = find_entry(app, aanbod_id)
    assert (aanbod.gecontroleerd_op, aanbod.gecontroleerd_door) == (today(), Controleur.TEAM)
    assert aanbod.gecontroleerd_hoe == Controlewijze.GEBELD


def test_from_the_work_list_a_teamlid_comes_back_there(teamlid: FlaskClient, aanbod_id: int) -> None:
    sent = {"csrf_token": read_token(teamlid, "/team/"), "hoe": "bezocht", "terug": "team"}
    answer = teamlid.post(f"/team/aanbod/{aanbod_id}/controle", data=sent)
    assert answer.headers["Location"] == "/team/?lijst=controleren"


@pytest.mark.parametrize("hoe", ["", "bevestigd", "onzin"])
def test_a_teamlid_says_how(app: Flask, teamlid: FlaskClient, aanbod_id: int, hoe: str) -> None:
    sent = {"csrf_token": read_token(teamlid, "/team/"), "hoe": hoe}
    assert teamlid.post(f"/team/aanbod/{aanbod_id}/controle", data=sent).status_code == 400
    assert find_entry(app, aanbod_id).gecontroleerd_op != today()


def test_a_neighbouring_teamlid_may_not_confirm(app: Flask, buurteamlid: FlaskClient, aanbod_id: int) -> None:
    sent = {"csrf_token": read_token(buurteamlid, "/team/"), "hoe": "bezocht"}
    assert buurteamlid.post(f"/team/aanbod/{aanbod_id}/controle", data=sent).status_code == 403
    assert find_entry(app, aanbod_id).gecontroleerd_op != today()
