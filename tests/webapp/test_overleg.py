"""Can a team put something forward, can beleid hold the overleg, and does the team read what came of it?"""

import re
from collections.abc import Iterable
from typing import Any

import pypdfium2 as pdfium
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from collectief.models import Overleg, Overlegpunt
from collectief.teams.teams import teams_of_gemeente
from collectief.words import Leefgebied
from tests.builders import GEMEENTE
from tests.cast import BEHEERDER, post_form, read_token, sign_in
from tests.registering import page_of
from webapp.context import now, session

TEAM, BELEID = "/team/overleg", "/beleid/overleg"
AGREED = {"besluit": "We openen een avond.", "actie": "Ruimte huren", "wie": "opbouwwerk", "voor": "2020-01-02"}


@pytest.fixture
def punt_id(app: Flask) -> int:
    """On the agenda of the overleg of `overleg_id`, put forward by the team of the teamlid."""
    with app.app_context():
        return session().query(Overlegpunt).one().id


@pytest.fixture
def overleg_id(app: Flask) -> int:
    with app.app_context():
        return session().query(Overleg).one().id


def bring(teamlid: FlaskClient, **values: str) -> TestResponse:
    return post_form(teamlid, TEAM, {"actie": "inbrengen", "titel": "Geen huisarts", **values})


def decide(beleid: FlaskClient, punt_id: int, **values: str) -> TestResponse:
    url = f"{BELEID}/punten/{punt_id}"
    seen = re.findall(r'name="seen"[^>]* value="([^"]*)"', page_of(beleid.get(url)))
    return post_form(beleid, url, {"seen": seen[0], **AGREED, **values})


def put_forward_by(app: Flask, leefgebied: Leefgebied, amount: int) -> None:
    with app.app_context():
        for team in teams_of_gemeente(session(), GEMEENTE)[:amount]:
            told: dict[str, Any] = {"gemeente": GEMEENTE, "titel": "Geld", "ingebracht_op": now()}
            session().add(Overlegpunt(**told, team=team, leefgebied=leefgebied))
        session().commit()


def test_a_point_of_a_team_waits_for_an_overleg(teamlid: FlaskClient, beleid: FlaskClient) -> None:
    assert bring(teamlid, leefgebied="financien").status_code == 303
    assert "Wacht op een overleg" in page_of(teamlid.get(TEAM))
    assert "Geen huisarts" in page_of(beleid.get(BELEID))


def test_a_point_without_a_title_is_told_at_its_field_and_what_was_typed_stays(teamlid: FlaskClient) -> None:
    page = page_of(bring(teamlid, titel="", toelichting="Al een jaar."), status=422)
    assert "Schrijf in een paar woorden" in page
    assert "Al een jaar." in page


def test_a_leemte_in_the_address_is_filled_in(teamlid: FlaskClient) -> None:
    page = page_of(teamlid.get(f"{TEAM}?titel=Leemte&leefgebied=financien"))
    assert re.search(r'<option selected value="financien">', page)
    assert 'value="Leemte"' in page


def test_a_point_is_not_seen_by_another_team(teamlid: FlaskClient, buurteamlid: FlaskClient) -> None:
    bring(teamlid)
    assert "Geen huisarts" not in page_of(buurteamlid.get(TEAM))


def test_a_team_withdraws_what_waits(teamlid: FlaskClient) -> None:
    bring(teamlid)
    page = page_of(teamlid.get(TEAM))
    (url,) = set(re.findall(r'action="(/team/overleg/\d+/intrekken)"', page))
    assert post_form_from(teamlid, url, TEAM).status_code == 303
    assert "Geen huisarts" not in page_of(teamlid.get(TEAM))


def post_form_from(client: FlaskClient, url: str, page_url: str, **values: str) -> TestResponse:
    """Send a form that stands on another page."""
    token = re.findall(r'name="csrf_token"[^>]* value="([^"]+)"', page_of(client.get(page_url)))[0]
    return client.post(url, data={"csrf_token": token, **values})


def test_a_planned_overleg_has_what_waits_on_its_agenda(teamlid: FlaskClient, beleid: FlaskClient) -> None:
    bring(teamlid)
    answer = post_form(beleid, BELEID, {"op": next_day()})
    assert answer.status_code == 303
    page = page_of(beleid.get(answer.headers["Location"]))
    assert "Agenda (1)" in page
    assert "Geen huisarts" in page


def next_day() -> str:
    return f"{now().date().year + 1}-03-04"


def test_a_day_in_the_past_is_told_at_its_field(beleid: FlaskClient) -> None:
    assert "Kies een dag vanaf vandaag" in page_of(post_form(beleid, BELEID, {"op": "2020-01-01"}), status=422)


def test_what_three_teams_put_forward_can_be_a_point_of_the_city(app: Flask, beleid: FlaskClient) -> None:
    put_forward_by(app, Leefgebied.FINANCIEN, 3)
    assert "Stadsbreed: financiën" in page_of(beleid.get(BELEID))
    post_form_from(beleid, f"{BELEID}/stadsbreed", BELEID, sleutel="financien.")
    page = page_of(beleid.get(BELEID))
    assert "Van Haarlem, ingebracht op" in page
    assert "Speelt in de hele stad (0)" in page


def test_the_team_reads_what_was_decided_and_that_it_is_late(
    teamlid: FlaskClient, beleid: FlaskClient, punt_id: int
) -> None:
    assert decide(beleid, punt_id).status_code == 303
    page = page_of(teamlid.get(TEAM))
    assert "We openen een avond." in page
    assert "Te laat" in page
    assert "1 actie is te laat." in page_of(beleid.get(BELEID))


def test_an_action_without_anybody_is_told_at_its_field(beleid: FlaskClient, punt_id: int) -> None:
    page = page_of(decide(beleid, punt_id, wie=""), status=422)
    assert "een functie of een organisatie" in page
    assert "Ruimte huren" in page


def test_who_was_overtaken_sees_both_decisions(app: Flask, beleid: FlaskClient, punt_id: int) -> None:
    url = f"{BELEID}/punten/{punt_id}"
    seen = re.findall(r'name="seen"[^>]* value="([^"]*)"', page_of(beleid.get(url)))[0]
    decide(sign_in(app.test_client(), BEHEERDER), punt_id)
    page = page_of(post_form(beleid, url, {**AGREED, "seen": seen, "besluit": "Niets doen."}), status=409)
    assert "We openen een avond." in page
    assert "Niets doen." in page
    assert "<dt>Klaar voor</dt>" not in page


def test_a_point_comes_off_the_agenda_and_on_again(beleid: FlaskClient, punt_id: int, overleg_id: int) -> None:
    url = f"{BELEID}/{overleg_id}"
    counts = []
    for where in ("eraf", "erop"):
        post_form_from(beleid, f"{url}/agenda", url, **{where: str(punt_id)})
        counts += re.findall(r"Agenda \((\d)\)", page_of(beleid.get(url)))
    assert counts == ["0", "1"]


def test_another_team_changes_nothing_of_it(
    teamlid: FlaskClient, buurteamlid: FlaskClient, beleid: FlaskClient, punt_id: int, overleg_id: int
) -> None:
    bring(teamlid)
    (withdraw,) = set(re.findall(r'action="(/team/overleg/\d+/intrekken)"', page_of(teamlid.get(TEAM))))
    page = page_of(beleid.get(BELEID))
    posts = [f"{BELEID}/{overleg_id}/agenda", f"{BELEID}/{overleg_id}/sluiten", f"{BELEID}/stadsbreed", BELEID]
    token = read_token(buurteamlid, TEAM)
    for url in (*posts, f"{BELEID}/punten/{punt_id}", withdraw):
        assert buurteamlid.post(url, data={"csrf_token": token, "eraf": str(punt_id), **AGREED}).status_code == 403
    assert page_of(beleid.get(BELEID)) == page


def test_a_decision_that_was_sent_without_a_session_is_not_lost(app: Flask, beleid: FlaskClient, punt_id: int) -> None:
    url = f"{BELEID}/punten/{punt_id}"
    assert "We openen een avond." in page_of(app.test_client().post(url, data=AGREED), status=401)
    sent = {"csrf_token": read_token(beleid, url), "actie": "verder", "besluit": "We openen een avond."}
    assert "We openen een avond.</textarea>" in page_of(beleid.post(url, data=sent))
    assert "We openen een avond." not in page_of(beleid.get(url))


def test_a_closed_overleg_keeps_its_decisions(beleid: FlaskClient, punt_id: int, overleg_id: int) -> None:
    decide(beleid, punt_id)
    url = f"{BELEID}/{overleg_id}"
    post_form_from(beleid, f"{url}/sluiten", url, verslag="Goed gesprek.")
    page = page_of(beleid.get(url))
    assert "De besluiten liggen vast" in page
    assert "Goed gesprek." in page
    assert 'name="besluit"' not in page_of(beleid.get(f"{BELEID}/punten/{punt_id}"))


def test_agenda_and_decisions_are_a_report(beleid: FlaskClient, punt_id: int, overleg_id: int) -> None:
    decide(beleid, punt_id)
    answer = beleid.get(f"{BELEID}/{overleg_id}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = words(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(answer.data))
    assert all(told in text for told in ("Avond voor jongeren", "We openen een avond.", "opbouwwerk", "te laat"))


def words(pages: Iterable[str]) -> str:
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("path", ["/beleid/overleg/999", "/beleid/overleg/punten/999", "/beleid/overleg/999.pdf"])
def test_what_is_not_there_is_not_found(beleid: FlaskClient, path: str) -> None:
    assert beleid.get(path).status_code == 404
