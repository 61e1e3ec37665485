"""Does the form ask for little, take hours in rows and places in several ways, and keep a hidden place hidden?"""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.kaart.aanbod import get_aanbod
from collectief.plekken.locaties import get_locatie
from collectief.words import JaNee, Karakter, Leefgebied
from tests.cast import TEAMLID, post_form, sign_in
from tests.registering import HERE, NEW, add, change, errors_on, page_of, save, stored, typed, value_of
from webapp.context import session

LEAST: dict[str, Any] = {
    "actie": "bewaar",
    "naam": "Samen koken",
    "soort": "initiatief",
    "omschrijving": "Bewoners koken samen.",
    "doelgroepen": ["ouderen"],
    **HERE,
}
TUESDAY: dict[str, Any] = {"uren-0-dagen": ["Tu"], "uren-0-van": "10:00", "uren-0-tot": "12:00"}
AFTERNOON: dict[str, Any] = {"uren-1-dagen": ["Tu", "Th"], "uren-1-van": "13.30", "uren-1-tot": "15"}
HIDDEN = {"waar": "verborgen", "bereikbaar_via": "Bel 0800 0000"}


@pytest.fixture(scope="module")
def reader(reading_app: Flask) -> FlaskClient:
    """A teamlid who stores nothing."""
    return sign_in(reading_app.test_client(), TEAMLID)


def test_naam_what_where_and_for_whom_are_enough(app: Flask, teamlid: FlaskClient) -> None:
    answer = post_form(teamlid, NEW, LEAST)
    with app.app_context():
        aanbod = get_aanbod(session(), int(answer.headers["Location"].removeprefix("/aanbod/")))
        assert (aanbod.karakter, aanbod.leefgebieden) == (Karakter.COLLECTIEF, set())


def test_what_can_be_told_later_is_folded_away_until_there_is_something_in_it(
    app: Flask, reader: FlaskClient, teamlid: FlaskClient
) -> None:
    folded = '<details class="wb-form__deel wb-meer">'
    assert folded in page_of(reader.get(NEW))
    assert folded not in page_of(post_form(reader, NEW, typed(actie="zoek", adres="2037", kosten="€ 2")))
    aanbod_id = save(app, leefgebieden={Leefgebied.FINANCIEN})
    assert folded not in page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/wijzig"))


def test_hours_in_rows_are_stored(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = add(teamlid, **TUESDAY, **AFTERNOON, dicht_in_schoolvakanties="y", op_afspraak="y")
    assert stored(app, aanbod_id)["openingstijden"] == "Tu 10:00-12:00,13:30-15:00; Th 13:30-15:00; SH off"
    assert stored(app, aanbod_id)["op_afspraak"]


def test_hours_come_back_in_rows(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, openingstijden="Tu[1] 10:00-12:00; PH off")
    page = page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/wijzig"))
    assert (value_of(page, "uren-0-van"), value_of(page, "uren-0-tot")) == ("10:00", "12:00")
    assert re.findall(r'<input checked [^>]*id="uren-0-[^>]*value="(\w+)"', page) == ["Tu"]
    assert '<option selected value="[1]">' in page
    assert "elke eerste dinsdag van de maand van 10.00 tot 12.00 uur; niet op feestdagen" in page


def test_hours_that_rows_cannot_say_come_back_in_words(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, openingstijden="Mo-Fr 09:00-17:00; We off")
    page = page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/wijzig"))
    assert value_of(page, "openingstijden") == "Mo-Fr 09:00-17:00; We off"
    assert value_of(page, "uren-0-van") == ""


def test_a_row_more_is_there_without_javascript_too(reader: FlaskClient) -> None:
    page = page_of(post_form(reader, NEW, typed(actie="regel", **TUESDAY)))
    assert (value_of(page, "uren-0-van"), value_of(page, "uren-1-van")) == ("10:00", "")


def test_there_is_an_end_to_rows(reader: FlaskClient) -> None:
    many = {f"uren-{i}-van": "9:00" for i in range(40)}
    page = page_of(post_form(reader, NEW, typed(actie="regel", **many)))
    assert page.count("data-regel>") == 14


@pytest.mark.parametrize(
    ("typed_hours", "answer"),
    [
        (TUESDAY, {"read": "Zo lezen wij het: dinsdag van 10.00 tot 12.00 uur.", "fout": ""}),
        (
            {"openingstijden": "9-17 ma t/m vr"},
            {"read": "Zo lezen wij het: maandag tot en met vrijdag van 9.00 tot 17.00 uur.", "fout": ""},
        ),
        (
            {"openingstijden": "ma 2-4"},
            {"read": "", "fout": "Bedoelt u 14 uur in de middag? Schrijf dan 14.00 in plaats van 2."},
        ),
        (
            {"uren-0-dagen": "Mo"},
            {"read": "", "fout": "Regel 1: vul in van hoe laat tot hoe laat, zoals 9.30 tot 12.00."},
        ),
        ({}, {"read": "", "fout": ""}),
    ],
)
def test_hours_are_read_back_or_asked_back(
    reader: FlaskClient, typed_hours: dict[str, Any], answer: dict[str, str]
) -> None:
    assert reader.get("/team/openingstijden", query_string=typed_hours).get_json() == answer


def test_a_closure_is_stored_and_told(teamlid: FlaskClient, client: FlaskClient) -> None:
    closed = {"gesloten_van": "2020-01-01", "gesloten_reden": "verbouwing"}
    assert "verbouwing" in page_of(client.get(f"/aanbod/{add(teamlid, **TUESDAY, **closed)}"))


def test_of_a_hidden_place_nothing_is_stored_that_was_typed_before(app: Flask, teamlid: FlaskClient) -> None:
    told = {"adres": "Voorbeeldlaan 1", "locatie": "De Haven", "buurten": ["BU03922103"], "rolstoel": "ja"}
    aanbod_id = add(teamlid, **HIDDEN, **told)
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        assert (aanbod.verborgen, aanbod.bereikbaar_via) == (True, "Bel 0800 0000")
        assert (aanbod.locatie, aanbod.adres_te_zoeken, aanbod.buurten) == (None, "", set())


def test_a_place_that_becomes_hidden_takes_its_address_along(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, adres="Voorbeeldlaan 1")
    assert change(teamlid, aanbod_id, **HIDDEN).status_code == 303
    page = page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/wijzig"))
    assert "Voorbeeldlaan" not in page
    assert value_of(page, "lon") == ""


def test_a_text_that_still_names_a_hidden_place_is_pointed_out(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, adres="Voorbeeldlaan 1")
    page = page_of(change(teamlid, aanbod_id, omschrijving="Kom naar Voorbeeldlaan 1.", **HIDDEN), status=422)
    assert "omschrijving" in errors_on(page)


def test_a_place_may_be_found_later(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = add(teamlid, waar="later", adres="Ergens in de Nobelprijsbuurt", lon="", lat="")
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        assert (aanbod.locatie, aanbod.adres_te_zoeken) == (None, "Ergens in de Nobelprijsbuurt")


def test_what_is_told_of_the_place_holds_for_everything_there(app: Flask, teamlid: FlaskClient) -> None:
    first, second = save(app, naam="Eerste", adres="Laan 1"), save(app, naam="Tweede", adres="Laan 1")
    assert change(teamlid, first, adres="Laan 1", rolstoel="ja", toilet="nee").status_code == 303
    with app.app_context():
        locatie = get_locatie(get_aanbod(session(), second))
        assert (locatie.rolstoel, locatie.toilet, locatie.ringleiding) == (JaNee.JA, JaNee.NEE, JaNee.ONBEKEND)


def test_an_address_that_was_retyped_after_searching_is_searched_again(app: Flask, teamlid: FlaskClient) -> None:
    at_the_neighbours = page_of(post_form(teamlid, NEW, typed(actie="zoek", adres="2033", lon="", lat="")))
    place = {field: value_of(at_the_neighbours, field) for field in ("lon", "lat", "gezocht")}
    aanbod_id = add(teamlid, adres="2037", **place)
    with app.app_context():
        assert get_locatie(get_aanbod(session(), aanbod_id)).buurtcode == "BU03922103"


def test_a_retyped_address_that_is_not_found_keeps_no_old_point(reader: FlaskClient) -> None:
    found = page_of(post_form(reader, NEW, typed(actie="zoek", adres="2037", lon="", lat="")))
    place = {field: value_of(found, field) for field in ("lon", "lat", "gezocht")}
    page = page_of(post_form(reader, NEW, typed(adres="Nergensstraat 1", **place)), status=422)
    assert errors_on(page)["adres"].startswith("We vinden dit niet")
    assert value_of(page, "lon") == ""


def test_an_address_that_goes_with_a_point_on_the_map_is_left_alone(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = add(teamlid, adres="Achter de kerk")
    with app.app_context():
        assert get_locatie(get_aanbod(session(), aanbod_id)).adres == "Achter de kerk"


def test_a_postcode_is_said_to_be_no_more_than_the_middle(reader: FlaskClient) -> None:
    answer = reader.get("/team/plaats?q=2037").get_json()
    assert "Dit is het midden van postcode 2037." in answer["spots"][0]["sentence"]
