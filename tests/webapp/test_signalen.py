"""Can a teamlid signal, look back, read a text, and take it back; and can nobody else?"""

import re
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from collectief.models import Signaal, SignaalLezing, SignaalTekst
from collectief.teams.teams import find_team
from tests.builders import GEMEENTE, build_signaal
from tests.cast import BUURTEAMLID, TEAMLID, post_form, read_token
from tests.moving import move_to_other_team
from webapp.context import session, today

NIEUW = "/team/signalen/nieuw"
TEKST = "Veel mensen vragen om hulp met brieven."
PRIVATE = "Bel 0612345678 over de was."


def typed(**values: Any) -> dict[str, Any]:
    right = {"soort": "vraag", "leefgebieden": ["financien"], "doelgroep": "ouderen", "vindplaats": "inloop"}
    rest = {"buurtcode": "BU03922107", "huishoudens": "2-5", "zelf_opgelost": "nee", "tekst": "Samen koken."}
    return {**right, **rest, "op": str(today()), "uuid": str(uuid4()), **values}


def signalen(app: Flask) -> int:
    with app.app_context():
        return session().scalars(select(func.count()).select_from(Signaal)).one()


@pytest.fixture
def signaal_id(app: Flask) -> int:
    with app.app_context():
        team = find_team(session(), str(TEAMLID.team), gemeente=GEMEENTE)
        assert team is not None
        signaal = build_signaal(session(), team=team, buurtcode="BU03922107", tekst=TEKST, op=today())
        session().commit()
        return signaal.id


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def test_what_was_signalled_is_stored_and_the_next_one_begins_where_it_was(app: Flask, teamlid: FlaskClient) -> None:
    before = signalen(app)
    answer = post_form(teamlid, NIEUW, typed())
    assert (answer.status_code, signalen(app)) == (303, before + 1)
    page = text(teamlid.get(answer.location))
    assert "Opgeslagen. Nog een?" in page
    assert '<option selected value="BU03922107">' in page
    assert re.search(r'<input[^>]*checked[^>]*id="vindplaats-0"', page)


def test_a_double_send_is_stored_once(app: Flask, teamlid: FlaskClient) -> None:
    before, said = signalen(app), typed()
    assert [post_form(teamlid, NIEUW, said).status_code for _ in range(2)] == [303, 303]
    assert signalen(app) == before + 1


def test_a_text_that_points_at_a_person_is_refused_and_shown_with_what_was_found(
    app: Flask, teamlid: FlaskClient
) -> None:
    before = signalen(app)
    answer = post_form(teamlid, NIEUW, typed(tekst=PRIVATE))
    assert (answer.status_code, signalen(app)) == (422, before)
    assert "<mark>0612345678<" in text(answer)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"soort": "", "leefgebieden": []}, "Kies waarover het gaat"),
        ({"buurtcode": "BU03630000"}, "Deze buurt ligt niet in de gemeente"),
        ({"op": "2999-01-01"}, "Deze dag moet nog komen"),
        ({"op": "gisteren"}, "Kies een dag"),
        ({"tekst": "x" * 50_000}, "het mag 500 tekens zijn"),
        ({"soort": "iets"}, "Kies wat het is"),
        ({"tekst": "06-\u200b1234\u00ad5678"}, "Hier kan iets staan dat naar een persoon wijst: telefoonnummer."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    teamlid: FlaskClient, values: dict[str, Any], said: str
) -> None:
    answer = post_form(teamlid, NIEUW, typed(**{"tekst": "Samen koken."} | values))
    assert answer.status_code == 422
    assert said in text(answer)
    assert ("Samen koken." in text(answer)) == ("tekst" not in values)


def test_what_is_typed_while_the_team_changes_goes_to_the_new_team_and_says_so(
    app: Flask, teamlid: FlaskClient
) -> None:
    with app.app_context():
        old = find_team(session(), str(TEAMLID.team), gemeente=GEMEENTE)
        said = typed(team=old.id if old else 0, csrf_token=read_token(teamlid, NIEUW))
    move_to_other_team(app)
    answer = teamlid.post(NIEUW, data=said, follow_redirects=True)
    assert "U hoort nu bij team" in text(answer)
    with app.app_context():
        newest = session().scalars(select(Signaal).order_by(Signaal.id.desc())).first()
        assert newest is not None
        assert newest.team.slug == BUURTEAMLID.team


def test_a_list_shows_no_text(teamlid: FlaskClient, signaal_id: int) -> None:
    page = text(teamlid.get("/team/signalen?soort=vraag&leefgebied=financien&buurt=BU03922107&open=ja"))
    assert f"/team/signalen/{signaal_id}" in page
    assert TEKST not in page


@pytest.mark.parametrize("query", ["vanaf=gisteren", "na=x", "na=2026-01-01.x", "soort=iets"])
def test_a_question_that_cannot_be_is_refused(teamlid: FlaskClient, query: str) -> None:
    assert teamlid.get(f"/team/signalen?{query}").status_code == 400


def test_a_long_list_goes_on_at_the_next_page(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        team = find_team(session(), str(TEAMLID.team), gemeente=GEMEENTE)
        assert team is not None
        for _ in range(26):
            build_signaal(session(), team=team)
        session().commit()
    assert "Eerdere signalen" in text(teamlid.get("/team/signalen?soort=vraag"))


def test_a_text_is_read_on_purpose_and_that_is_written_down(app: Flask, teamlid: FlaskClient, signaal_id: int) -> None:
    url = f"/team/signalen/{signaal_id}"
    assert TEKST not in text(teamlid.get(url))
    answer = teamlid.post(f"{url}/tekst", data={"csrf_token": read_token(teamlid, url)})
    assert TEKST in text(answer)
    assert TEAMLID.email in text(answer)
    with app.app_context():
        assert session().scalars(select(func.count()).select_from(SignaalLezing)).one() == 1


def test_another_team_gets_nothing_of_it(buurteamlid: FlaskClient, signaal_id: int) -> None:
    token = read_token(buurteamlid, NIEUW)
    assert buurteamlid.get(f"/team/signalen/{signaal_id}").status_code == 403
    for what in ("tekst", "wissen"):
        answer = buurteamlid.post(f"/team/signalen/{signaal_id}/{what}", data={"csrf_token": token})
        assert (answer.status_code, TEKST in text(answer)) == (403, False)


@pytest.mark.parametrize(("what", "left"), [("tekst", 1), ("signaal", 0)])
def test_a_team_takes_back_a_text_or_the_whole_signaal(
    app: Flask, teamlid: FlaskClient, signaal_id: int, what: str, left: int
) -> None:
    url = f"/team/signalen/{signaal_id}"
    teamlid.post(f"{url}/wissen", data={"csrf_token": read_token(teamlid, url), "wat": what})
    with app.app_context():
        assert session().get(SignaalTekst, signaal_id) is None
        assert session().scalar(select(func.count()).where(Signaal.id == signaal_id)) == left


def test_who_was_signed_out_loses_nothing_of_what_they_typed(client: FlaskClient) -> None:
    answer = client.post(NIEUW, data=typed())
    assert answer.status_code == 401
    assert "Samen koken." in text(answer)


def test_the_form_that_a_device_keeps_is_the_same_for_everybody(client: FlaskClient, teamlid: FlaskClient) -> None:
    page = text(client.get("/signaal/zonder-internet"))
    assert "Bewaren op dit apparaat" in page
    assert "csrf_token" not in page
    assert TEAMLID.email not in text(teamlid.get("/signaal/zonder-internet"))
