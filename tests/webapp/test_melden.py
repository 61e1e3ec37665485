"""Can a visitor say that something is wrong or missing, without an account and without being known?"""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from collectief.models import Aanbod, Wijzigingsvoorstel
from collectief.words import Besluit, Indiener, Status
from tests.cast import post_form
from tests.registering import errors_on, page_of, save
from webapp.context import session
from webapp.pages.melden import LIMIT
from webapp.views.wijzigingsvoorstel import hours_to_edit

STOCKED = 2  # voorstellen that are there already
NIEUW = {"naam": "Soep", "omschrijving": "Samen eten.", "adres": "achter de kerk", "openingstijden": "elke dinsdag"}


def kept(app: Flask) -> list[dict[str, Any]]:
    with app.app_context():
        found = session().scalars(select(Wijzigingsvoorstel).where(Wijzigingsvoorstel.id > STOCKED))
        return [{"velden": v.velden, "toelichting": v.toelichting, "aanbod": v.aanbod_id} for v in found]


def values_on(client: FlaskClient, url: str) -> dict[str, str]:
    """What stands in the fields of the form."""
    page = page_of(client.get(url))
    lines = re.findall(r'<input(?![^>]*radio)[^>]* name="(\w+)"[^>]* value="([^"]*)"', page)
    picked = re.findall(r'<input checked [^>]*name="(\w+)" type="radio" value="([^"]*)"', page)
    texts = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\s*([^<]*)<', page)
    return {
        name: unescape(value)
        for name, value in [*lines, *picked, *texts]
        if name not in {"csrf_token", "weg", "website"}
    }


def say(client: FlaskClient, aanbod_id: int, **changed: str) -> Any:
    """Send the form as it was read, but for what is changed."""
    url = f"/aanbod/{aanbod_id}/klopt-niet"
    return post_form(client, url, {**values_on(client, url), **changed})


def test_the_form_starts_with_what_is_published(app: Flask, client: FlaskClient) -> None:
    aanbod_id = save(app, openingstijden="ma-vr 9.00-17.00, niet op feestdagen", kosten="€ 2")
    values = values_on(client, f"/aanbod/{aanbod_id}/klopt-niet")
    assert (values["naam"], values["kosten"]) == ("Koffie in de Kerk", "€ 2")
    assert values["openingstijden"] == "ma-vr 9.00-17.00, niet op feestdagen"


def test_what_a_visitor_changes_waits_for_the_team(app: Flask, client: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    answer = say(client, aanbod_id, kosten="€ 2", toelichting="Staat op de deur")
    assert answer.headers["Location"] == f"/melden/bedankt?aanbod={aanbod_id}"
    changes = {"kosten": ["€ 1", "€ 2"]}
    assert kept(app) == [{"velden": changes, "toelichting": "Staat op de deur", "aanbod": aanbod_id}]


def test_the_entry_itself_stays_as_it_was(app: Flask, client: FlaskClient) -> None:
    aanbod_id = save(app, kosten="€ 1")
    say(client, aanbod_id, kosten="€ 2")
    assert "€ 2" not in page_of(client.get(f"/aanbod/{aanbod_id}"))


def test_nothing_is_kept_of_who_says_it(app: Flask, client: FlaskClient) -> None:
    say(client, save(app), kosten="€ 2")
    with app.app_context():
        table = Wijzigingsvoorstel.__table__
        row = session().execute(select(table).where(table.c.id > STOCKED)).mappings().one()
    assert (row["indiener"], row["besluit"], row["besloten_door_id"]) == (Indiener.BEZOEKER, Besluit.OPEN, None)
    assert "127.0.0.1" not in repr(dict(row))


def test_what_ended_can_be_said_with_one_tick(app: Flask, client: FlaskClient) -> None:
    say(client, save(app), weg="y")
    assert kept(app)[0]["velden"] == {"status": ["gepubliceerd", "gestopt"]}


def test_the_thanks_say_which_team_looks_at_it(app: Flask, client: FlaskClient) -> None:
    answer = say(client, save(app), kosten="€ 2")
    page = page_of(client.get(answer.headers["Location"]))
    assert "Het wijkteam Boerhaavewijk en Meerwijk kijkt het na." in page


def test_what_breaks_a_rule_is_told_and_nothing_typed_is_lost(app: Flask, client: FlaskClient) -> None:
    answer = say(client, save(app), openingstijden="soms", toelichting="Bel jan@voorbeeld.example")
    page = page_of(answer, status=422)
    assert errors_on(page)["openingstijden"].startswith("Dit kunnen we niet lezen.")
    assert "soms" in page
    assert "Bel jan@voorbeeld.example" in page
    assert kept(app) == []


def test_personal_data_are_refused_with_a_reason(app: Flask, client: FlaskClient) -> None:
    page = page_of(say(client, save(app), toelichting="Bel 06-12345678"), status=422)
    assert "wij bewaren geen gegevens van mensen" in errors_on(page)["toelichting"]


def test_of_a_hidden_place_nothing_is_asked(app: Flask, client: FlaskClient) -> None:
    hidden = {"verborgen": True, "punt": None, "buurtcode": "", "bereikbaar_via": "Bel de gemeente."}
    assert {"adres", "locatie"}.isdisjoint(values_on(client, f"/aanbod/{save(app, **hidden)}/klopt-niet"))


def test_of_an_initiatief_of_residents_no_contact_is_asked(app: Flask, client: FlaskClient) -> None:
    assert "organisatie_telefoon" not in values_on(client, f"/aanbod/{save(app)}/klopt-niet")


def test_of_what_is_not_published_nothing_is_shown(app: Flask, client: FlaskClient) -> None:
    aanbod_id = save(app, status=Status.CONCEPT)
    assert client.get(f"/aanbod/{aanbod_id}/klopt-niet").status_code == 404
    assert client.get(f"/melden/bedankt?aanbod={aanbod_id}").status_code == 404


def test_a_missing_initiatief_is_told_in_words(app: Flask, client: FlaskClient) -> None:
    answer = post_form(client, "/melden", {**NIEUW, "toelichting": "Ik kom er vaak"})
    assert answer.headers["Location"] == "/melden/bedankt"
    velden = {field: ["", text] for field, text in NIEUW.items()}
    assert kept(app) == [{"velden": velden, "toelichting": "Ik kom er vaak", "aanbod": None}]
    with app.app_context():
        assert session().scalar(select(func.count(Aanbod.id)).where(Aanbod.naam == "Soep")) == 0


def test_a_program_that_fills_in_everything_is_thanked_for_nothing(app: Flask, client: FlaskClient) -> None:
    answer = post_form(client, "/melden", {**NIEUW, "website": "https://koop.example"})
    assert (answer.status_code, kept(app)) == (303, [])


def test_who_sends_too_much_waits_and_keeps_what_was_typed(client: FlaskClient) -> None:
    for number in range(int(LIMIT.split()[0])):
        assert post_form(client, "/melden", {**NIEUW, "naam": f"Soep {number}"}).status_code == 303
    answer = post_form(client, "/melden", {**NIEUW, "naam": "Nog meer soep"})
    page = page_of(answer, status=429)
    assert 0 < int(answer.headers["Retry-After"]) <= 3601
    assert "Wacht 6" in page
    assert 'value="Nog meer soep"' in page


@pytest.mark.parametrize(
    ("osm", "dutch"),
    [
        ("Mo-Fr 09:00-17:00", "ma-vr 9.00-17.00"),
        ("Tu 13:30-16:00; PH off", "di 13.30-16.00, niet op feestdagen"),
        ("Jan-Mar Mo 10:00-12:00", "Jan-Mar Mo 10:00-12:00"),
        ("", ""),
    ],
)
def test_hours_are_shown_as_people_type_them(osm: str, dutch: str) -> None:
    assert hours_to_edit(osm) == dutch
