"""Can a teamlid put something on the map, without losing a word, and only in the own teamgebied?"""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.kaart.aanbod import get_aanbod
from collectief.plekken.locaties import get_locatie
from collectief.teams.teams import seed_teams
from collectief.words import SoortAanbod, Status
from geo.gebiedenset import Gebiedensets
from tests.builders import GEMEENTE, LONG_AGO
from tests.cast import TEAMLID, add_cast, post_form, sign_in
from tests.registering import (
    AT_THE_NEIGHBOURS,
    HERE,
    IN_AMSTERDAM,
    NEW,
    add,
    change,
    count_stored,
    errors_on,
    page_of,
    stored,
    typed,
    value_of,
)
from webapp.context import session


@pytest.fixture(scope="module")
def reader(reading_app: Flask) -> FlaskClient:
    """A teamlid who stores nothing."""
    return sign_in(reading_app.test_client(), TEAMLID)


def test_what_was_registered_is_at_once_for_everybody(teamlid: FlaskClient, client: FlaskClient) -> None:
    aanbod_id = add(teamlid)
    assert "Samen koken" in page_of(client.get(f"/aanbod/{aanbod_id}"))
    features = client.get("/api/aanbod?gebied=boerhaavewijk-meerwijk&soort=initiatief&limit=500").get_json()["features"]
    assert aanbod_id in [feature["id"] for feature in features]


def test_the_teamlid_hears_that_it_is_there(teamlid: FlaskClient) -> None:
    answer = post_form(teamlid, NEW, typed())
    page = page_of(teamlid.get(answer.headers["Location"]))
    assert "“Samen koken” staat op de kaart." in page


def test_every_field_is_stored(app: Flask, teamlid: FlaskClient) -> None:
    contact = {"organisatie": "Stichting", "organisatie_telefoon": "023 000 00 00", "organisatie_email": "a@b.example"}
    more = {"adres": "Voorbeeldlaan 1", "locatie": "Buurthuis", "openingstijden": "ma-vr 9.00-17.00", "kosten": "€ 2"}
    aanbod_id = add(teamlid, gecontroleerd="y", organisatie_website="b.example", **contact, **more)
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        assert (aanbod.soort, aanbod.doelgroepen) == (SoortAanbod.INITIATIEF, {"ouderen", "gezinnen"})
        assert (aanbod.openingstijden, aanbod.kosten) == ("Mo-Fr 09:00-17:00", "€ 2")
        assert aanbod.gecontroleerd_op is not None
        assert (get_locatie(aanbod).adres, get_locatie(aanbod).naam) == ("Voorbeeldlaan 1", "Buurthuis")
        assert aanbod.organisatie is not None
        assert (aanbod.organisatie.naam, aanbod.organisatie.website) == ("Stichting", "https://b.example")


@pytest.mark.parametrize("place", [{"adres": "2037"}, {"adres": "2037 AB"}, {"lon": "4,6665", "lat": "52,3557"}])
def test_a_place_can_be_typed(teamlid: FlaskClient, place: dict[str, str]) -> None:
    assert add(teamlid, **({"lon": "", "lat": ""} | place))


def test_a_place_is_looked_up_without_javascript(reader: FlaskClient) -> None:
    page = page_of(post_form(reader, NEW, typed(actie="zoek", adres="2037", lon="", lat="")))
    assert "Dit ligt in buurt Nobelprijsbuurt, wijk Meerwijk, team Boerhaavewijk en Meerwijk." in page
    assert (value_of(page, "lon"), value_of(page, "lat")) == ("4.6665", "52.3557")
    assert errors_on(page) == {}


def test_of_several_places_one_is_picked(app: Flask, teamlid: FlaskClient) -> None:
    page = page_of(post_form(teamlid, NEW, typed(actie="zoek", adres="boerhaave", lon="", lat="")))
    picks = re.findall(r'name="plek" value="([^"]+)"', page)
    assert len(picks) == 2
    aanbod_id = add(teamlid, adres="boerhaave", lon="", lat="", plek=picks[1])
    with app.app_context():
        assert get_locatie(get_aanbod(session(), aanbod_id)).buurtcode == "BU03921902"


def test_of_several_places_none_is_picked_by_itself(reading_app: Flask, reader: FlaskClient) -> None:
    before = count_stored(reading_app)
    page = page_of(post_form(reader, NEW, typed(adres="boerhaave", lon="", lat="")), status=422)
    assert errors_on(page) == {"adres": "Er zijn meer plekken gevonden. Kies hieronder de goede."}
    assert count_stored(reading_app) == before


@pytest.mark.parametrize(
    ("adres", "sentence"),
    [("Nergensstraat 1", "We vinden dit niet in Haarlem."), ("1012 AB", "Deze postcode ligt niet in Haarlem.")],
)
def test_a_place_that_is_not_found_says_why(reader: FlaskClient, adres: str, sentence: str) -> None:
    page = page_of(post_form(reader, NEW, typed(actie="zoek", adres=adres, lon="", lat="")), status=422)
    assert errors_on(page)["adres"].startswith(sentence)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": "x" * 121}, "naam"),
        ({"naam": "\x00\x01"}, "naam"),
        ({"soort": ""}, "soort"),
        ({"soort": "feest"}, "soort"),
        ({"omschrijving": ""}, "omschrijving"),
        ({"omschrijving": "x" * 2001}, "omschrijving"),
        ({"toegang": "allen"}, "toegang"),
        ({"status": "weg"}, "status"),
        ({"doelgroepen": []}, "doelgroepen"),
        ({"doelgroepen": ["dieren"]}, "doelgroepen"),
        ({"openingstijden": "soms"}, "openingstijden"),
        ({"openingstijden": "ma 25.00-26.00"}, "openingstijden"),
        ({"openingstijden": "maandag"}, "openingstijden"),
        ({"kosten": "x" * 201}, "kosten"),
        ({"organisatie_telefoon": "bel maar"}, "organisatie_telefoon"),
        ({"organisatie": "S", "organisatie_email": "geen"}, "organisatie_email"),
        ({"organisatie": "S", "organisatie_website": "javascript:alert(1)"}, "organisatie_website"),
        ({"organisatie_email": "a@b.example"}, "organisatie"),
        ({"lon": "", "lat": ""}, "adres"),
        ({"lon": "oost"}, "lon"),
        ({"lat": "nan"}, "lat"),
        ({"lat": "inf"}, "lon"),
        ({"lon": "0", "lat": "0"}, "lon"),
        (IN_AMSTERDAM, "adres"),
        ({"waar": ""}, "waar"),
        ({"waar": "verborgen"}, "bereikbaar_via"),
        ({"leeftijd_min": "jong"}, "leeftijd_min"),
        ({"leeftijd_min": "12", "leeftijd_max": "4"}, "leeftijd_max"),
        ({"capaciteit": "0"}, "capaciteit"),
        ({"capaciteit": "9" * 40}, "capaciteit"),
        ({"gesloten_van": "soms"}, "gesloten_van"),
        ({"gesloten_van": "2026-02-02", "gesloten_tot": "2026-02-01"}, "gesloten_tot"),
        ({"gesloten_reden": "verbouwing"}, "gesloten_van"),
        ({"gratis": "misschien"}, "gratis"),
        ({"gratis": "ja", "kosten": "€ 2"}, "kosten"),
        ({"rolstoel": "soms"}, "rolstoel"),
        ({"buurten": ["BU03630000"]}, "buurten"),
        ({"buurten": ["BU03929999"]}, "buurten"),
        ({"openingstijden": "ma 2-4"}, "openingstijden"),
        ({"openingstijden": "op afspraak"}, "openingstijden"),
        ({"uren-0-dagen": ["Mo"]}, "uren"),
        ({"uren-0-van": "9:00", "uren-0-tot": "10:00"}, "uren"),
        ({"uren-0-dagen": ["Mo"], "uren-0-van": "10:00", "uren-0-tot": "10:00"}, "uren"),
        ({"uren-0-dagen": ["Mo"], "uren-0-van": "9", "uren-0-tot": "10", "openingstijden": "ma 9-10"}, "uren"),
    ],
)
def test_a_wrong_field_says_what_is_wrong_and_nothing_is_stored(
    reading_app: Flask, reader: FlaskClient, values: dict[str, Any], field: str
) -> None:
    before = count_stored(reading_app)
    page = page_of(post_form(reader, NEW, typed(**values)), status=422)
    assert field in errors_on(page)
    assert count_stored(reading_app) == before


def test_the_summary_of_errors_leads_to_each_field(reader: FlaskClient) -> None:
    page = page_of(post_form(reader, NEW, {"actie": "bewaar"}), status=422)
    goals = re.findall(r'<a class="utrecht-link" href="#([\w-]+)">[^<]+: ', page)
    assert {goal.removesuffix("-0") for goal in goals} == errors_on(page).keys()
    assert all(f'id="{goal}"' in page for goal in goals)


def test_after_an_error_everything_is_as_it_was_typed(reader: FlaskClient) -> None:
    texts = {
        "naam": "x" * 200,
        "openingstijden": "soms <b>",
        "kosten": '"2"',
        "locatie": "L",
        "organisatie_telefoon": "?",
    }
    page = page_of(post_form(reader, NEW, typed(omschrijving="a\nb <i>", **texts)), status=422)
    assert {field: value_of(page, field) for field in texts} == texts
    assert "a\nb &lt;i&gt;</textarea>" in page
    assert {field: value_of(page, field) for field in HERE} == HERE
    checked = re.findall(r'<input checked [^>]*value="(\w+)"', page)
    chosen = {"initiatief", "collectief", "vrij", "ouderen", "gezinnen", "sociaal_netwerk", "gepubliceerd"}
    assert set(checked) == chosen | {"kaart", "onbekend"}


def test_a_place_of_another_team_is_refused_by_its_name(reading_app: Flask, reader: FlaskClient) -> None:
    before = count_stored(reading_app)
    page = page_of(post_form(reader, NEW, typed(**AT_THE_NEIGHBOURS)), status=422)
    assert "vraag team Europawijk en Molenwijk" in errors_on(page)["adres"]
    assert count_stored(reading_app) == before


def test_a_beheerder_may_register_anywhere_in_the_gemeente(beheerder: FlaskClient) -> None:
    assert add(beheerder, **AT_THE_NEIGHBOURS)


def test_a_form_that_is_sent_twice_is_stored_once(app: Flask, teamlid: FlaskClient) -> None:
    first = add(teamlid)
    before = count_stored(app)
    assert add(teamlid) == first
    assert count_stored(app) == before


def test_a_concept_is_for_the_team_alone(app: Flask, teamlid: FlaskClient, client: FlaskClient) -> None:
    answer = post_form(teamlid, NEW, typed(status="concept"))
    assert answer.headers["Location"] == "/team/"
    page = page_of(teamlid.get("/team/"))
    assert "“Samen koken” is bewaard. Alleen uw team ziet het." in page
    (aanbod_id,) = re.findall(r"/team/aanbod/(\d+)/wijzig[^>]*>Verder werken", page)
    assert client.get(f"/aanbod/{aanbod_id}").status_code == 404
    assert stored(app, int(aanbod_id))["status"] == Status.CONCEPT


def test_the_map_of_the_form_hears_where_a_point_lies(reader: FlaskClient) -> None:
    answer = reader.get("/team/plaats?lon=4.6665&lat=52.3557").get_json()
    assert [spot["sentence"] for spot in answer["spots"]] == [
        "Dit ligt in buurt Nobelprijsbuurt, wijk Meerwijk, team Boerhaavewijk en Meerwijk."
    ]


def test_the_map_of_the_form_hears_that_a_point_lies_outside(reader: FlaskClient) -> None:
    answer = reader.get("/team/plaats?lon=4.9&lat=52.37").get_json()
    assert answer == {"spots": [], "reason": "Deze plek ligt niet in Haarlem."}


@pytest.mark.parametrize("query", ["lon=4.6", "lon=x&lat=52", "lon=nan&lat=nan", "lon=0&lat=0", "x=1"])
def test_a_malformed_point_is_refused(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"/team/plaats?{query}").status_code == 400


def test_registering_works_on_both_databases(empty_app: Flask, haarlem_sets: Gebiedensets) -> None:
    with empty_app.app_context():
        haarlem = haarlem_sets.get(GEMEENTE)
        seed_teams(session(), gemeente=GEMEENTE, teams=haarlem.teams, teamgebieden=haarlem.teamgebieden, vanaf=LONG_AGO)
        add_cast(session())
        session().commit()
    client = sign_in(empty_app.test_client(), TEAMLID)
    aanbod_id = add(client)
    assert add(client) == aanbod_id
    assert change(client, aanbod_id, kosten="€ 5").status_code == 303
    assert "Samen koken" in page_of(client.get("/team/?q=KOKEN"))
    assert f'href="/aanbod/{aanbod_id}"' in page_of(client.get("/kaart?gebied=boerhaavewijk-meerwijk"))
