"""Can a teamlid put something on the map and keep it true, without losing a word, and only in the own teamgebied?"""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from collectief.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.spatial import Punt
from collectief.words import SoortAanbod, Status
from geo.crs import to_rd
from tests.builders import build_aanbod
from tests.cast import BEHEERDER, TEAMLID, Person, post_form, read_token, sign_in
from webapp.context import session

NEW = "/team/aanbod/nieuw"
HERE = {"lon": "4.6665", "lat": "52.3557"}  # postcode 2037, in the teamgebied of TEAMLID
AT_THE_NEIGHBOURS = {"lon": "4.6535", "lat": "52.349"}
IN_AMSTERDAM = {"lon": "4.9", "lat": "52.37"}
TYPED: dict[str, Any] = {
    "actie": "bewaar",
    "naam": "Samen koken",
    "soort": "initiatief",
    "omschrijving": "Bewoners koken samen.",
    "karakter": "collectief",
    "toegang": "vrij",
    "doelgroepen": ["ouderen", "gezinnen"],
    "leefgebieden": ["sociaal_netwerk"],
    "status": "gepubliceerd",
    **HERE,
}


def typed(**values: Any) -> dict[str, Any]:
    """What somebody types who does everything right, but for `values`."""
    return TYPED | values


def page_of(answer: TestResponse, *, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def errors_on(page: str) -> dict[str, str]:
    """Per field what is wrong with it."""
    return {field: unescape(text) for field, text in re.findall(r'id="(\w+)-fout">([^<]+)<', page)}


def value_of(page: str, field: str) -> str:
    found = re.search(rf'<input[^>]* name="{field}"[^>]* value="([^"]*)"', page)
    assert found is not None, field
    return unescape(found[1])


def count_stored(app: Flask) -> int:
    with app.app_context():
        return session().scalars(select(func.count(Aanbod.id))).one()


def save(app: Flask, **values: Any) -> int:
    """An entry that stands there already; in the teamgebied of TEAMLID, unless `values` say otherwise."""
    with app.app_context():
        place = {"punt": Punt(*to_rd(4.6665, 52.3557)), "buurtcode": "BU03922103"}
        aanbod = build_aanbod(session(), **(place | values))
        session().commit()
        return aanbod.id


def stored(app: Flask, aanbod_id: int) -> dict[str, Any]:
    with app.app_context():
        aanbod = get_aanbod(session(), aanbod_id)
        return {"naam": aanbod.naam, "kosten": aanbod.kosten, "versie": aanbod.versie, "status": aanbod.status}


def add(client: FlaskClient, **values: Any) -> int:
    """Register by the form; the id of what came of it."""
    answer = post_form(client, NEW, typed(**values))
    assert answer.status_code == 303, errors_on(answer.get_data(as_text=True))
    return int(answer.headers["Location"].removeprefix("/aanbod/"))


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
        assert (aanbod.locatie.adres, aanbod.locatie.naam) == ("Voorbeeldlaan 1", "Buurthuis")
        assert aanbod.organisatie is not None
        assert (aanbod.organisatie.naam, aanbod.organisatie.website) == ("Stichting", "https://b.example")


@pytest.mark.parametrize("place", [{"adres": "2037"}, {"adres": "2037 AB"}, {"lon": "4,6665", "lat": "52,3557"}])
def test_a_place_can_be_typed(teamlid: FlaskClient, place: dict[str, str]) -> None:
    assert add(teamlid, **({"lon": "", "lat": ""} | place))


def test_a_place_is_looked_up_without_javascript(teamlid: FlaskClient) -> None:
    page = page_of(post_form(teamlid, NEW, typed(actie="zoek", adres="2037", lon="", lat="")))
    assert "Dit ligt in buurt Nobelprijsbuurt, wijk Meerwijk, team Boerhaavewijk en Meerwijk." in page
    assert (value_of(page, "lon"), value_of(page, "lat")) == ("4.6665", "52.3557")
    assert errors_on(page) == {}


def test_of_several_places_one_is_picked(app: Flask, teamlid: FlaskClient) -> None:
    page = page_of(post_form(teamlid, NEW, typed(actie="zoek", adres="boerhaave", lon="", lat="")))
    picks = re.findall(r'name="plek" value="([^"]+)"', page)
    assert len(picks) == 2
    aanbod_id = add(teamlid, adres="boerhaave", lon="", lat="", plek=picks[1])
    with app.app_context():
        assert get_aanbod(session(), aanbod_id).locatie.buurtcode == "BU03921902"


def test_of_several_places_none_is_picked_by_itself(app: Flask, teamlid: FlaskClient) -> None:
    before = count_stored(app)
    page = page_of(post_form(teamlid, NEW, typed(adres="boerhaave", lon="", lat="")), status=422)
    assert errors_on(page) == {"adres": "Er zijn meer plekken gevonden. Kies hieronder de goede."}
    assert count_stored(app) == before


@pytest.mark.parametrize(
    ("adres", "sentence"),
    [("Nergensstraat 1", "We vinden dit niet in Haarlem."), ("1012 AB", "Deze postcode ligt niet in Haarlem.")],
)
def test_a_place_that_is_not_found_says_why(teamlid: FlaskClient, adres: str, sentence: str) -> None:
    page = page_of(post_form(teamlid, NEW, typed(actie="zoek", adres=adres, lon="", lat="")), status=422)
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
        ({"karakter": ""}, "karakter"),
        ({"toegang": "allen"}, "toegang"),
        ({"status": "weg"}, "status"),
        ({"doelgroepen": []}, "doelgroepen"),
        ({"doelgroepen": ["dieren"]}, "doelgroepen"),
        ({"leefgebieden": []}, "leefgebieden"),
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
    ],
)
def test_a_wrong_field_says_what_is_wrong_and_nothing_is_stored(
    app: Flask, teamlid: FlaskClient, values: dict[str, Any], field: str
) -> None:
    before = count_stored(app)
    page = page_of(post_form(teamlid, NEW, typed(**values)), status=422)
    assert field in errors_on(page)
    assert count_stored(app) == before


def test_the_summary_of_errors_leads_to_each_field(teamlid: FlaskClient) -> None:
    page = page_of(post_form(teamlid, NEW, {"actie": "bewaar"}), status=422)
    goals = re.findall(r'<a class="utrecht-link" href="#([\w-]+)">[^<]+: ', page)
    assert {goal.removesuffix("-0") for goal in goals} == errors_on(page).keys()
    assert all(f'id="{goal}"' in page for goal in goals)


def test_after_an_error_everything_is_as_it_was_typed(teamlid: FlaskClient) -> None:
    texts = {
        "naam": "x" * 200,
        "openingstijden": "soms <b>",
        "kosten": '"2"',
        "locatie": "L",
        "organisatie_telefoon": "?",
    }
    page = page_of(post_form(teamlid, NEW, typed(omschrijving="a\nb <i>", **texts)), status=422)
    assert {field: value_of(page, field) for field in texts} == texts
    assert "a\nb &lt;i&gt;</textarea>" in page
    assert {field: value_of(page, field) for field in HERE} == HERE
    checked = re.findall(r'<input checked [^>]*value="(\w+)"', page)
    assert checked == [
        "initiatief",
        "collectief",
        "vrij",
        "ouderen",
        "gezinnen",
        "sociaal_netwerk",
        "gepubliceerd",
    ] or (
        sorted(checked)
        == sorted(["initiatief", "collectief", "vrij", "ouderen", "gezinnen", "sociaal_netwerk", "gepubliceerd"])
    )


def test_a_place_of_another_team_is_refused_by_its_name(app: Flask, teamlid: FlaskClient) -> None:
    before = count_stored(app)
    page = page_of(post_form(teamlid, NEW, typed(**AT_THE_NEIGHBOURS)), status=422)
    assert "vraag team Europawijk en Molenwijk" in errors_on(page)["adres"]
    assert count_stored(app) == before


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


def test_a_change_starts_from_what_is_stored(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, naam="Koffie", kosten="gratis", openingstijden="Mo 09:00-12:00")
    page = page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/wijzig"))
    assert (value_of(page, "naam"), value_of(page, "kosten")) == ("Koffie", "gratis")
    assert "maandag 9.00 tot 12.00 uur" in page


def change(client: FlaskClient, aanbod_id: int, **values: Any) -> TestResponse:
    """Save the form as it was read, but for `values`."""
    url = f"/team/aanbod/{aanbod_id}/wijzig"
    versie = value_of(page_of(client.get(url)), "versie")
    return post_form(client, url, typed(versie=versie, **values))


def test_a_change_is_stored(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    assert change(teamlid, aanbod_id, kosten="€ 5").status_code == 303
    assert stored(app, aanbod_id)["kosten"] == "€ 5"


def test_a_change_of_something_else_leaves_the_place_alone(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    with app.app_context():
        before = get_aanbod(session(), aanbod_id).locatie_id
    change(teamlid, aanbod_id, kosten="€ 5")
    with app.app_context():
        assert get_aanbod(session(), aanbod_id).locatie_id == before


def test_what_has_stopped_is_gone_for_visitors(app: Flask, teamlid: FlaskClient, client: FlaskClient) -> None:
    aanbod_id = save(app)
    change(teamlid, aanbod_id, status="gestopt")
    assert client.get(f"/aanbod/{aanbod_id}").status_code == 404
    assert f"/team/aanbod/{aanbod_id}/wijzig" in page_of(teamlid.get("/team/"))


def test_what_lies_in_another_teamgebied_cannot_be_changed(app: Flask, buurteamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    token = read_token(buurteamlid, NEW)
    url = f"/team/aanbod/{aanbod_id}/wijzig"
    assert buurteamlid.get(url).status_code == 403
    assert buurteamlid.post(url, data={"csrf_token": token, **typed(naam="Gekaapt")}).status_code == 403
    assert stored(app, aanbod_id)["naam"] != "Gekaapt"


def test_an_entry_cannot_be_moved_out_of_the_own_teamgebied(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    page = page_of(change(teamlid, aanbod_id, **AT_THE_NEIGHBOURS), status=422)
    assert "vraag team Europawijk en Molenwijk" in errors_on(page)["adres"]


@pytest.mark.parametrize("aanbod_id", ["999999", "9" * 30])
def test_an_entry_that_does_not_exist_cannot_be_changed(teamlid: FlaskClient, aanbod_id: str) -> None:
    assert teamlid.get(f"/team/aanbod/{aanbod_id}/wijzig").status_code == 404


def overtake(app: Flask, aanbod_id: int, person: Person, **values: Any) -> None:
    assert change(sign_in(app.test_client(), person), aanbod_id, **values).status_code == 303


def test_who_comes_second_overwrites_nothing_and_sees_what_changed(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    url = f"/team/aanbod/{aanbod_id}/wijzig"
    versie = value_of(page_of(teamlid.get(url)), "versie")
    overtake(app, aanbod_id, BEHEERDER, kosten="€ 5", doelgroepen=["kinderen"])
    page = page_of(post_form(teamlid, url, typed(versie=versie, kosten="€ 9")), status=409)
    assert re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page) == [
        ("Voor wie is het vooral?", "kinderen"),
        ("Kosten", "€ 5"),
    ]
    assert value_of(page, "kosten") == "€ 9"
    assert stored(app, aanbod_id)["kosten"] == "€ 5"


def test_who_has_seen_the_other_change_may_save(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app)
    url = f"/team/aanbod/{aanbod_id}/wijzig"
    old = value_of(page_of(teamlid.get(url)), "versie")
    overtake(app, aanbod_id, BEHEERDER, kosten="€ 5")
    page = page_of(post_form(teamlid, url, typed(versie=old, kosten="€ 9")), status=409)
    answer = post_form(teamlid, url, typed(versie=value_of(page, "versie"), kosten="€ 9"))
    assert answer.status_code == 303
    assert stored(app, aanbod_id)["kosten"] == "€ 9"


@pytest.mark.parametrize("versie", ["", "x", "-1", "9" * 30])
def test_a_version_that_was_tampered_with_overwrites_nothing(app: Flask, teamlid: FlaskClient, versie: str) -> None:
    aanbod_id = save(app)
    answer = post_form(teamlid, f"/team/aanbod/{aanbod_id}/wijzig", typed(versie=versie, kosten="€ 9"))
    assert answer.status_code == 409
    assert stored(app, aanbod_id)["kosten"] == ""


def test_the_team_sees_its_own_entries_last_changed_first(app: Flask, teamlid: FlaskClient) -> None:
    add(teamlid, naam="Eerste")
    add(teamlid, naam="Tweede")
    save(app, naam="Van de buren", buurtcode="BU03922001")
    page = page_of(teamlid.get("/team/"))
    assert page.index(">Tweede<") < page.index(">Eerste<")
    assert "Van de buren" not in page


def test_an_own_entry_is_found_by_a_part_of_its_name(teamlid: FlaskClient) -> None:
    add(teamlid, naam="Samen SOEP eten 100%")
    assert "Samen SOEP eten" in page_of(teamlid.get("/team/?q=soep"))
    assert "Samen SOEP eten" in page_of(teamlid.get("/team/?q=100%25"))
    assert "Samen SOEP eten" not in page_of(teamlid.get("/team/?q=s%25p"))


def test_a_search_without_result_says_so(teamlid: FlaskClient) -> None:
    assert "Niets gevonden met “&lt;b&gt;”" in page_of(teamlid.get("/team/?q=<b>"))


def test_a_team_with_nothing_is_told_how_to_begin(app: Flask) -> None:
    with app.app_context():
        for aanbod in session().scalars(select(Aanbod)):
            session().delete(aanbod)
        session().commit()
    page = page_of(sign_in(app.test_client(), TEAMLID).get("/team/"))
    assert "Begin met de inloop van uw team" in page


def test_the_map_of_the_form_hears_where_a_point_lies(teamlid: FlaskClient) -> None:
    answer = teamlid.get("/team/plaats?lon=4.6665&lat=52.3557").get_json()
    assert [plaats["sentence"] for plaats in answer["plaatsen"]] == [
        "Dit ligt in buurt Nobelprijsbuurt, wijk Meerwijk, team Boerhaavewijk en Meerwijk."
    ]


def test_the_map_of_the_form_hears_that_a_point_lies_outside(teamlid: FlaskClient) -> None:
    answer = teamlid.get("/team/plaats?lon=4.9&lat=52.37").get_json()
    assert answer == {"plaatsen": [], "melding": "Deze plek ligt niet in Haarlem."}


@pytest.mark.parametrize("query", ["lon=4.6", "lon=x&lat=52", "lon=nan&lat=nan", "lon=0&lat=0", "x=1"])
def test_a_malformed_point_is_refused(teamlid: FlaskClient, query: str) -> None:
    assert teamlid.get(f"/team/plaats?{query}").status_code == 400


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ma-vr 9-17", "Zo lezen wij het: maandag tot en met vrijdag 9.00 tot 17.00 uur."),
        ("", ""),
        ("soms", ""),
    ],
)
def test_hours_are_read_back(teamlid: FlaskClient, text: str, read: str) -> None:
    answer = teamlid.get("/team/openingstijden", query_string={"tekst": text})
    assert answer.get_json() == {"gelezen": read}
