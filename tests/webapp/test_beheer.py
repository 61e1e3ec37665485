"""Can a beheerder divide the buurten, see first what that does, and look up who had them before?"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from collectief.teams.teamgebieden import is_seeded
from collectief.teams.teams import find_team, team_of_buurt, teamgebieden
from geo.gebiedenset import Gebiedensets
from geo.importing import import_gebieden
from tests.builders import GEMEENTE
from tests.cast import BEHEERDER, TEAMLID, add_cast, post_form, sign_in
from tests.geo.squares import buurt, four_buurten, write_features
from webapp.context import session, today

PAGE = "/beheer/teamgebieden"
BUURT = "BU03922107"  # of wijk WK039221, in the teamgebied of the teamlid
WIJK = "WK039221"
OWN, OTHER = "boerhaavewijk-meerwijk", "zuid-west"
TOMORROW = timedelta(days=1)


def chosen(client: FlaskClient, url: str = PAGE) -> dict[str, object]:
    """What the form would send: each field as it stands on the page."""
    page = client.get(url).get_data(as_text=True)
    selects = re.findall(r'<select[^>]* name="(team-BU\d+)"(.*?)</select>', page, re.DOTALL)
    teams = {name: first_selected(options) for name, options in selects}
    hidden = dict(re.findall(r'name="(versie|vanaf)" value="([^"]*)"', page))
    return {**teams, **hidden}


def send(client: FlaskClient, actie: str, **changes: object) -> TestResponse:
    return post_form(client, PAGE, {**chosen(client), **changes, "actie": actie})


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def first_selected(options: str) -> str:
    found = re.search(r'value="([^"]*)" selected', options)
    return found[1] if found else ""


def selected(page: str, code: str) -> str:
    options = re.search(rf'<select[^>]* name="team-{code}"(.*?)</select>', page, re.DOTALL)
    assert options is not None
    return first_selected(options[1])


def team_on(app: Flask, code: str, op: date) -> str | None:
    with app.app_context():
        team = team_of_buurt(session(), code, op=op)
        return team.slug if team else None


def day(app: Flask) -> date:
    with app.app_context():
        return today()


def test_what_a_division_does_is_shown_before_it_is_saved(app: Flask, beheerder: FlaskClient) -> None:
    page = text(send(beheerder, "bekijk", **{f"team-{BUURT}": OTHER}))
    assert "Eén buurt krijgt een ander team." in page
    assert "Erbij: " in page
    assert "Eraf: " in page
    assert selected(page, BUURT) == OTHER
    assert team_on(app, BUURT, day(app)) == OWN


def test_a_figure_of_part_of_a_wijk_is_an_estimate_with_its_bounds(beheerder: FlaskClient) -> None:
    page = text(send(beheerder, "bekijk", **{f"team-{BUURT}": OTHER}))
    rows = page.split(f'id="effect-{OTHER}"')[1]
    inwoners = rows.split(">Inwoners</a>")[1].split("</tr>")[0]
    assert re.search(r"schatting, tussen [\d.]+ en [\d.]+", inwoners)


def test_each_figure_of_the_effect_opens_to_its_source(beheerder: FlaskClient) -> None:
    page = text(send(beheerder, "bekijk", **{f"team-{BUURT}": OTHER}))
    links = set(re.findall(r'href="(/wijken/GM0392/cijfers/[^"]+)" data-paneel', page))
    assert links
    assert {beheerder.get(link).status_code for link in links} == {200}


def test_a_division_is_saved_from_its_day(app: Flask, beheerder: FlaskClient) -> None:
    answer = send(beheerder, "bewaar", **{f"team-{BUURT}": OTHER})
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert team_on(app, BUURT, day(app)) == OTHER
    assert team_on(app, BUURT, day(app) - TOMORROW) == OWN


def test_a_division_of_tomorrow_changes_nothing_today(app: Flask, beheerder: FlaskClient) -> None:
    tomorrow = day(app) + TOMORROW
    send(beheerder, "bewaar", vanaf=tomorrow, **{f"team-{BUURT}": OTHER})
    assert (team_on(app, BUURT, day(app)), team_on(app, BUURT, tomorrow)) == (OWN, OTHER)
    assert "gaat nog in" in text(beheerder.get(PAGE))


def test_a_day_that_is_history_is_refused_and_keeps_what_was_chosen(beheerder: FlaskClient) -> None:
    answer = send(beheerder, "bewaar", vanaf="2015-12-31", **{f"team-{BUURT}": OTHER})
    assert answer.status_code == 422
    assert "Toen gold er een eerdere indeling." in text(answer)
    assert selected(text(answer), BUURT) == OTHER


@pytest.mark.parametrize("vanaf", ["", "morgen", "2026-02-30", "9" * 400])
def test_what_is_no_day_is_refused(beheerder: FlaskClient, vanaf: str) -> None:
    answer = send(beheerder, "bewaar", vanaf=vanaf)
    assert (answer.status_code, "Kies een dag." in text(answer)) == (422, True)


@pytest.mark.parametrize("team", ["", "atlantis", "\0"])
def test_a_buurt_without_a_team_is_refused_at_its_field(beheerder: FlaskClient, team: str) -> None:
    answer = send(beheerder, "bewaar", **{f"team-{BUURT}": team})
    assert answer.status_code == 422
    assert f'aria-describedby="team-{BUURT}-fout"' in text(answer)


def test_a_whole_wijk_gets_a_team_at_once_without_being_saved(app: Flask, beheerder: FlaskClient) -> None:
    page = text(send(beheerder, f"wijk:{WIJK}", **{f"team-{WIJK}": OTHER}))
    wijk = [code for code in re.findall(r'name="team-(BU\d+)"', page) if code.startswith("BU039221")]
    assert {selected(page, code) for code in wijk} == {OTHER}
    assert team_on(app, BUURT, day(app)) == OWN


@pytest.mark.parametrize("actie", ["wijk:", "wijk:WK999999", "wijk:\0"])
def test_a_wijk_that_does_not_exist_changes_nothing(beheerder: FlaskClient, actie: str) -> None:
    assert "Er verandert niets." in text(send(beheerder, actie, **{"team-": OTHER, "team-WK999999": OTHER}))


def test_who_comes_second_is_told_and_keeps_what_was_chosen(app: Flask, beheerder: FlaskClient) -> None:
    mine = chosen(beheerder) | {f"team-{BUURT}": OTHER}
    send(sign_in(app.test_client(), BEHEERDER), "bewaar", **{"team-BU03922101": OTHER})
    answer = post_form(beheerder, PAGE, mine | {"actie": "bewaar"})
    assert answer.status_code == 409
    assert "Iemand anders was u voor" in text(answer)
    assert selected(text(answer), BUURT) == OTHER
    assert team_on(app, BUURT, day(app)) == OWN


def test_who_comes_second_can_save_after_having_seen_it(app: Flask, beheerder: FlaskClient) -> None:
    mine = chosen(beheerder) | {f"team-{BUURT}": OTHER}
    send(sign_in(app.test_client(), BEHEERDER), "bewaar", **{"team-BU03922101": OTHER})
    page = text(post_form(beheerder, PAGE, mine | {"actie": "bewaar"}))
    versie = re.findall(r'name="versie" value="(\d+)"', page)[0]
    assert post_form(beheerder, PAGE, mine | {"actie": "bewaar", "versie": versie}).status_code == 303
    assert team_on(app, BUURT, day(app)) == OTHER


@pytest.mark.parametrize("versie", ["", "-1", "een", "9" * 40])
def test_a_versie_that_was_tampered_with_saves_nothing(beheerder: FlaskClient, versie: str) -> None:
    assert send(beheerder, "bewaar", versie=versie).status_code == 409


def test_an_earlier_division_can_be_looked_up_by_date(app: Flask, beheerder: FlaskClient) -> None:
    send(beheerder, "bewaar", **{f"team-{BUURT}": OTHER})
    naam = re.findall(rf'data-vlak="{BUURT}".*?<title>(.*?)</title>', text(beheerder.get(PAGE)), re.DOTALL)[0]
    of_team = text(beheerder.get(f"{PAGE}?op=2016-05-01")).split("Boerhaavewijk en Meerwijk</h2>")[1].split("</p>")[0]
    assert naam in of_team
    assert f"?op={day(app)}" in text(beheerder.get(PAGE))


def test_before_the_first_division_there_was_none(beheerder: FlaskClient) -> None:
    assert "Op deze dag was er nog geen indeling." in text(beheerder.get(f"{PAGE}?op=2015-12-31"))


def test_a_day_in_the_address_that_is_none_is_named(beheerder: FlaskClient) -> None:
    answer = beheerder.get(f"{PAGE}?op=gisteren")
    assert (answer.status_code, "op moet een dag zijn" in text(answer)) == (400, True)


def test_an_earlier_division_is_put_back_as_a_new_change(app: Flask, beheerder: FlaskClient) -> None:
    send(beheerder, "bewaar", **{f"team-{BUURT}": OTHER})
    back = chosen(beheerder, f"{PAGE}?terug=2016-05-01")
    assert back[f"team-{BUURT}"] == OWN
    post_form(beheerder, PAGE, back | {"vanaf": day(app) + TOMORROW, "actie": "bewaar"})
    assert (team_on(app, BUURT, day(app)), team_on(app, BUURT, day(app) + TOMORROW)) == (OTHER, OWN)


def test_saving_what_is_confirms_it(app: Flask, beheerder: FlaskClient) -> None:
    assert send(beheerder, "bewaar").status_code == 303
    assert "bevestigd, niets veranderd" in text(beheerder.get(PAGE))
    with app.app_context():
        assert not is_seeded(session(), GEMEENTE, op=today())


@pytest.mark.parametrize("url", ["/wijken/noord-noord", "/kaart?indicator=inwoners&niveau=teamgebied"])
def test_what_is_confirmed_is_an_assumption_no_longer(beheerder: FlaskClient, url: str) -> None:
    assert "is een aanname" in text(beheerder.get(url))
    send(beheerder, "bewaar")
    assert "is een aanname" not in text(beheerder.get(url))


def test_a_colleague_is_known_by_number_and_not_by_name(beheerder: FlaskClient) -> None:
    send(beheerder, "bewaar")
    page = text(beheerder.get(PAGE))
    assert re.search(r"door gebruiker \d+: ", page)
    assert BEHEERDER.email not in page


def test_the_effect_alone_is_answered_for_javascript(beheerder: FlaskClient) -> None:
    answer = send(beheerder, "effect", **{f"team-{BUURT}": OTHER})
    assert text(answer).lstrip().startswith("<p data-samenvatting>")
    assert "<html" not in text(answer)


def test_who_works_where_decides_what_a_teamlid_may_change(
    app: Flask, beheerder: FlaskClient, teamlid: FlaskClient
) -> None:
    with app.app_context():
        buurten = teamgebieden(session(), GEMEENTE, op=today())[OWN]
    moved: dict[str, object] = {f"team-{code}": OTHER for code in buurten}
    assert "wijzigen" in text(teamlid.get("/team/aanbod"))
    send(beheerder, "bewaar", **moved)
    assert "Er staat nog niets van uw team op de kaart." in text(teamlid.get("/team/aanbod"))


def test_a_team_without_buurten_keeps_its_page(app: Flask, beheerder: FlaskClient) -> None:
    with app.app_context():
        buurten = teamgebieden(session(), GEMEENTE, op=today())[OWN]
    send(beheerder, "bewaar", **{f"team-{code}": OTHER for code in buurten})
    assert beheerder.get(f"/wijken/{OWN}").status_code == 200
    assert "geen buurten" in text(send(beheerder, "bekijk"))


def test_a_beheerder_divides_on_either_database(empty_app: Flask) -> None:
    with empty_app.app_context():
        add_cast(session())
        session().commit()
    beheerder = sign_in(empty_app.test_client(), BEHEERDER)
    assert send(beheerder, "bewaar", **{f"team-{BUURT}": OTHER}).status_code == 303
    assert team_on(empty_app, BUURT, day(empty_app)) == OTHER


# Teams


def test_a_team_is_added_and_can_get_buurten(app: Flask, beheerder: FlaskClient) -> None:
    answer = post_form(beheerder, "/beheer/teams/nieuw", {"naam": "Spaarndam", "email": "spaarndam@wijkteam.example"})
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    send(beheerder, "bewaar", **{f"team-{BUURT}": "spaarndam"})
    assert team_on(app, BUURT, day(app)) == "spaarndam"
    assert "spaarndam@wijkteam.example" in text(beheerder.get("/wijken/spaarndam"))


def test_a_team_that_breaks_a_rule_is_told_at_its_field(beheerder: FlaskClient) -> None:
    answer = post_form(beheerder, "/beheer/teams/nieuw", {"naam": "Zuid-West", "telefoon": "bel ons"})
    assert answer.status_code == 422
    assert "Dit is geen telefoonnummer." in text(answer)
    assert 'value="bel ons"' in text(answer)


def test_a_team_gets_another_naam_and_keeps_its_address(app: Flask, beheerder: FlaskClient) -> None:
    post_form(beheerder, f"/beheer/teams/{OTHER}/wijzig", {"naam": "Haarlem Zuidwest"})
    with app.app_context():
        team = find_team(session(), OTHER, gemeente=GEMEENTE)
        assert team is not None
        assert team.naam == "Haarlem Zuidwest"


@pytest.mark.parametrize("slug", ["atlantis", "%00"])
def test_a_team_that_does_not_exist_cannot_be_changed(beheerder: FlaskClient, slug: str) -> None:
    assert beheerder.get(f"/beheer/teams/{slug}/wijzig").status_code == 404


# New boundaries


@pytest.fixture
def renewed(app: Flask, tmp_path: Path) -> FlaskClient:
    """The beheerder of a gemeente whose boundaries were imported anew: two of its buurten have no team."""
    new = [buurt("BU03929901", 1, 0), buurt("BU03929902", 1, 1)]
    file = write_features(tmp_path / "buurten.geojson", [*four_buurten()[:2], *new])
    import_gebieden([file], gemeente=GEMEENTE, jaar=2016, root=tmp_path / "wijken")
    app.extensions["gebiedensets"] = Gebiedensets(tmp_path / "wijken")
    return sign_in(app.test_client(), BEHEERDER)


def test_buurten_without_a_team_are_on_top_as_a_fault_to_mend(renewed: FlaskClient) -> None:
    page = text(renewed.get(PAGE))
    assert page.index("Buurten zonder team") < page.index("Kies per buurt een team")
    assert 'href="#team-BU03929902"' in page


def test_nothing_is_saved_until_every_buurt_has_a_team(renewed: FlaskClient) -> None:
    assert send(renewed, "bewaar", **{"team-BU03929902": ""}).status_code == 422


def test_once_every_buurt_has_a_team_the_fault_is_gone(renewed: FlaskClient) -> None:
    buurten = ("BU03920101", "BU03920102", "BU03929901", "BU03929902")
    send(renewed, "bewaar", **{f"team-{code}": OTHER for code in buurten})
    assert "Buurten zonder team" not in text(renewed.get(PAGE))


def test_a_teamlid_is_not_told_of_the_page(teamlid: FlaskClient, beheerder: FlaskClient) -> None:
    assert f'href="{PAGE}"' in text(beheerder.get("/"))
    assert f'href="{PAGE}"' not in text(teamlid.get("/"))


def test_who_is_no_beheerder_cannot_send_the_form_either(app: Flask, teamlid: FlaskClient) -> None:
    fields = {"csrf_token": read_own_token(teamlid), "actie": "bewaar"}
    assert teamlid.post(PAGE, data=fields).status_code == 403
    assert TEAMLID.team == team_on(app, BUURT, day(app))


def read_own_token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', text(client.get("/")))
    assert found is not None
    return found[1]
