"""Can a team decide on what was proposed, and take it back, and nobody else?"""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Wijziging, Wijzigingsvoorstel
from collectief.words import Indiener
from tests.builders import GEMEENTE
from tests.cast import post_form
from tests.registering import errors_on, page_of, save, typed, value_of
from webapp.context import now, session

ZIN = "Staat op de deur"


def propose_change(app: Flask, aanbod_id: int | None, **velden: str) -> str:
    """The page on which a team decides on it."""
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id) if aanbod_id else None
        what: dict[str, Any] = {"toelichting": ZIN, "indiener": Indiener.BEZOEKER, "now": now()}
        voorstel = propose(session(), aanbod=aanbod, gemeente=GEMEENTE, velden=velden, **what)
        session().commit()
        return f"/team/wijzigingsvoorstellen/{voorstel.id}"


def decide(client: FlaskClient, url: str, **fields: str) -> TestResponse:
    versie = value_of(page_of(client.get(url)), "versie")
    return post_form(client, url, {"actie": "neem", "versie": versie, **fields})


def said_by(app: Flask, aanbod_id: int) -> tuple[str, str]:
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        return aanbod.naam, aanbod.kosten


def besluit_on(app: Flask, url: str) -> tuple[str, str]:
    with app.app_context():
        voorstel = session().get_one(Wijzigingsvoorstel, int(url.split("/")[-1]))
        return voorstel.besluit.value, voorstel.reden


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_a_voorstel_waits_in_the_list_of_the_team(app: Flask, teamlid: FlaskClient, buurteamlid: FlaskClient) -> None:
    url = propose_change(app, save(app, naam="Soep in de wijk"), kosten="€ 2")
    assert f'href="{url}"' in page_of(teamlid.get("/team/wijzigingsvoorstellen"))
    assert url not in page_of(buurteamlid.get("/team/wijzigingsvoorstellen"))


def test_what_is_missing_waits_for_every_team(app: Flask, buurteamlid: FlaskClient, beheerder: FlaskClient) -> None:
    url = propose_change(app, None, naam="Soep", omschrijving="Samen eten.")
    for client in (buurteamlid, beheerder):
        assert f'href="{url}"' in page_of(client.get("/team/wijzigingsvoorstellen"))


def test_the_page_shows_what_stands_there_now_and_what_is_proposed(app: Flask, teamlid: FlaskClient) -> None:
    url = propose_change(app, save(app, openingstijden="ma 9.00-12.00"), openingstijden="di 9.00-12.00")
    page = page_of(teamlid.get(url))
    assert "Staat er nu maandag 9.00 tot 12.00 uur" in text_of(page)
    assert value_of(page, "openingstijden") == "di 9.00-12.00"
    assert ZIN in page


def test_the_page_says_what_changed_since(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    url = propose_change(app, aanbod_id, kosten="€ 2")
    with app.app_context():
        get_aanbod(session(), aanbod_id).kosten = "€ 3"
        session().commit()
    assert "Stond er toen het voorstel kwam € 1 Staat er nu € 3" in text_of(page_of(teamlid.get(url)))


def test_a_part_is_taken_over_and_changed_by_hand(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    url = propose_change(app, aanbod_id, kosten="€ 2", naam="Thee in de Kerk")
    answer = decide(teamlid, url, neem_kosten="y", kosten="€ 2,50", naam="Thee in de Kerk")
    assert answer.headers["Location"] == f"/team/aanbod/{aanbod_id}/geschiedenis"
    assert said_by(app, aanbod_id) == ("Koffie in de Kerk", "€ 2,50")
    assert besluit_on(app, url) == ("overgenomen", "")


def test_a_value_that_breaks_a_rule_is_told_at_its_field_and_kept(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    url = propose_change(app, aanbod_id, openingstijden="di 9.00-12.00")
    answer = decide(teamlid, url, neem_openingstijden="y", openingstijden="di soms")
    page = page_of(answer, status=422)
    assert errors_on(page).keys() == {"openingstijden"}
    assert value_of(page, "openingstijden") == "di soms"
    assert besluit_on(app, url) == ("open", "")


def test_a_new_address_is_looked_up(app: Flask, teamlid: FlaskClient) -> None:
    url = propose_change(app, save(app), adres="2037")
    assert decide(teamlid, url, neem_adres="y", adres="2037").status_code == 303


@pytest.mark.parametrize("adres", ["Nergensstraat 1", "boerhaave"])
def test_an_address_that_is_not_sure_is_asked_again(app: Flask, teamlid: FlaskClient, adres: str) -> None:
    url = propose_change(app, save(app), adres=adres)
    page = page_of(decide(teamlid, url, neem_adres="y", adres=adres), status=422)
    assert errors_on(page).keys() == {"adres"}


def test_who_is_late_sees_what_stands_there_now(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    url = propose_change(app, aanbod_id, kosten="€ 2")
    answer = decide(teamlid, url, versie="0", neem_kosten="y", kosten="€ 2")
    assert "Iemand anders heeft dit aanbod net gewijzigd." in page_of(answer, status=409)
    assert said_by(app, aanbod_id) == ("Koffie in de Kerk", "€ 1")


def test_a_refusal_asks_for_its_reason_and_keeps_it(app: Flask, teamlid: FlaskClient) -> None:
    url = propose_change(app, save(app), kosten="€ 2")
    page = page_of(decide(teamlid, url, actie="weiger", kosten="€ 2"), status=422)
    assert errors_on(page) == {"reden": "Schrijf waarom u dit niet overneemt."}
    assert value_of(page, "kosten") == "€ 2"
    assert decide(teamlid, url, actie="weiger", reden="Dat is elders").status_code == 303
    assert besluit_on(app, url) == ("geweigerd", "Dat is elders")


def test_what_was_decided_is_not_decided_again(app: Flask, teamlid: FlaskClient) -> None:
    url = propose_change(app, save(app), kosten="€ 2")
    decide(teamlid, url, actie="weiger", reden="Nee")
    page = page_of(teamlid.get(url, follow_redirects=True))
    assert "Over dit voorstel is al besloten." in page


def test_the_explanation_is_gone_after_the_decision(app: Flask, teamlid: FlaskClient) -> None:
    url = propose_change(app, save(app), kosten="€ 2")
    decide(teamlid, url, actie="weiger", reden="Nee")
    assert ZIN not in page_of(teamlid.get(url, follow_redirects=True))


@pytest.mark.parametrize("who", ["buurteamlid", "beleid"])
def test_who_does_not_keep_the_entry_sees_and_decides_nothing(
    app: Flask, request: pytest.FixtureRequest, who: str
) -> None:
    client: FlaskClient = request.getfixturevalue(who)
    aanbod_id = save(app)
    for url in (propose_change(app, aanbod_id, kosten="€ 2"), f"/team/aanbod/{aanbod_id}/geschiedenis"):
        assert client.get(url).status_code == 403


def test_an_accepted_voorstel_is_taken_back_from_the_history(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    decide(teamlid, propose_change(app, aanbod_id, kosten="€ 2"), neem_kosten="y", kosten="€ 2")
    url = f"/team/aanbod/{aanbod_id}/geschiedenis"
    page = page_of(teamlid.get(url))
    assert "Voorstel van een bezoeker overgenomen" in page
    assert "Kosten Was: € 1 Werd: € 2" in text_of(page)
    post_form(teamlid, url, {"wijziging": re.findall(r'name="wijziging" value="(\d+)"', page)[0]})
    assert said_by(app, aanbod_id) == ("Koffie in de Kerk", "€ 1")
    assert "Teruggedraaid: Kosten." in page_of(teamlid.get(url))


def test_what_is_missing_is_registered_from_its_voorstel(app: Flask, teamlid: FlaskClient) -> None:
    url = propose_change(app, None, naam="Soep", omschrijving="Samen eten.", openingstijden="elke dinsdag")
    goal = f"/team/aanbod/nieuw?voorstel={url.split('/')[-1]}"
    assert f'href="{goal}"' in page_of(teamlid.get(url))
    page = page_of(teamlid.get(goal))
    assert value_of(page, "naam") == "Soep"
    assert "elke dinsdag" in page
    answer = post_form(teamlid, goal, typed(naam="Soep voor iedereen", openingstijden=""))
    assert answer.status_code == 303, errors_on(answer.get_data(as_text=True))
    aanbod_id = int(answer.headers["Location"].removeprefix("/aanbod/"))
    assert besluit_on(app, url) == ("overgenomen", "")
    history = page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/geschiedenis"))
    assert "Voorstel van een bezoeker overgenomen" in history


def test_the_history_says_values_in_words(app: Flask, teamlid: FlaskClient) -> None:
    text = text_of(page_of(teamlid.get(f"/team/aanbod/{save(app)}/geschiedenis")))
    assert "Toegevoegd" in text
    assert "zonder account" in text
    assert "Gaat over sociaal netwerk" in text
    assert "Status gepubliceerd" in text
    assert "BU03922103" not in text


def test_the_history_names_a_team_and_no_mail_address(app: Flask, teamlid: FlaskClient, beheerder: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    decide(teamlid, propose_change(app, aanbod_id, kosten="€ 2"), neem_kosten="y", kosten="€ 2")
    page = page_of(beheerder.get(f"/team/aanbod/{aanbod_id}/geschiedenis"))
    assert "een teamlid van Boerhaavewijk en Meerwijk" in page
    assert "teamlid@" not in page


def test_a_change_of_another_entry_cannot_be_taken_back_here(app: Flask, teamlid: FlaskClient) -> None:
    mine, other = save(app), save(app, naam="Ander")
    with app.app_context():
        wijziging = session().scalars(select(Wijziging.id).filter_by(tabel="aanbod", record_id=other)).one()
    answer = post_form(teamlid, f"/team/aanbod/{mine}/geschiedenis", {"wijziging": str(wijziging)})
    assert answer.status_code == 404


def test_a_rule_that_stops_an_undo_is_told(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    with app.app_context():
        row = session().scalars(select(Wijziging).filter_by(tabel="aanbod", record_id=aanbod_id)).one()
        velden = {"omschrijving": ["", "Samen koffie drinken."]}
        old = Wijziging(tabel="aanbod", record_id=aanbod_id, actie=row.actie.GEWIJZIGD, op=row.op, velden=velden)
        session().add(old)
        session().commit()
        wijziging = old.id
    url = f"/team/aanbod/{aanbod_id}/geschiedenis"
    post_form(teamlid, url, {"wijziging": str(wijziging)})
    assert "Omschrijving: Schrijf in een paar zinnen wat er te doen is." in page_of(teamlid.get(url))
