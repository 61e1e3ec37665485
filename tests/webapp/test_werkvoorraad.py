"""Does a team see its work, and is it done from there?"""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod, Wijzigingsvoorstel
from collectief.words import Status
from tests.cast import read_token
from tests.registering import page_of, save
from webapp.context import now, session
from webapp.views.werkvoorraad import PAGE

HOURS = "ma-vr 9.00-17.00"
LATER_FOUND: dict[str, Any] = {"punt": None, "buurtcode": "", "plek_later": True, "adres": "Plein 1"}


@pytest.fixture
def quiet_app(app: Flask) -> Flask:
    """Where nothing has to be done yet."""
    with app.app_context():
        session().execute(update(Aanbod).values(status=Status.GESTOPT, gewijzigd_op=now() - timedelta(days=400)))
        session().execute(delete(Wijzigingsvoorstel))
        session().commit()
    return app


def rows(client: FlaskClient, query: str = "") -> list[str]:
    page = page_of(client.get(f"/team/{query}"))
    return [unescape(naam) for naam in re.findall(r'<h3 class="utrecht-heading-4">([^<]+)</h3>', page)]


def tellingen(client: FlaskClient) -> dict[str, str]:
    page = page_of(client.get("/team/"))
    return dict(re.findall(r'lijst=(\w+)"[^>]*>[^<]*<span class="wb-telling">([^<]+)<', page))


@pytest.mark.usefixtures("quiet_app")
def test_a_team_without_work_hears_so(teamlid: FlaskClient) -> None:
    assert "Hier is niets te doen." in page_of(teamlid.get("/team/"))
    assert set(tellingen(teamlid).values()) == {"0"}


def test_each_kind_of_work_is_counted(quiet_app: Flask, teamlid: FlaskClient) -> None:
    save(quiet_app, now=now() - timedelta(days=400), openingstijden=HOURS)
    save(quiet_app, naam="Zonder plek", now=now(), openingstijden=HOURS, **LATER_FOUND)
    save(quiet_app, naam="Zonder uren", now=now())
    found = tellingen(teamlid)
    assert found == {
        "controleren": "1",
        "voorstellen": "0",
        "signalen": "0",
        "plek": "1",
        "tijden": "1",
        "contact": "0",
        "leemten": "0",
    }


def test_the_first_list_with_work_is_shown(quiet_app: Flask, teamlid: FlaskClient) -> None:
    save(quiet_app, naam="Zonder uren", now=now())
    assert rows(teamlid) == ["Zonder uren"]
    assert rows(teamlid, "?lijst=plek") == []


@pytest.mark.parametrize(("lijst", "anchor"), [("tijden", "wanneer"), ("plek", "plaats")])
def test_a_row_leads_to_where_it_is_done(quiet_app: Flask, teamlid: FlaskClient, lijst: str, anchor: str) -> None:
    aanbod_id = save(quiet_app, **(LATER_FOUND if lijst == "plek" else {}))
    goal = f"/team/aanbod/{aanbod_id}/wijzig"
    assert f'href="{goal}#{anchor}"' in page_of(teamlid.get(f"/team/?lijst={lijst}"))
    assert f'id="{anchor}"' in page_of(teamlid.get(goal))


def test_a_check_is_done_on_its_row_and_leads_to_the_next(quiet_app: Flask, teamlid: FlaskClient) -> None:
    first, second = (save(quiet_app, now=now() - timedelta(days=400), naam=naam) for naam in ("Eerst", "Dan"))
    page = page_of(teamlid.get("/team/?lijst=controleren"))
    assert f'name="daarna" value="aanbod-{second}"' in page
    fields = {
        "terug": "team",
        "daarna": f"aanbod-{second}",
        "hoe": "gebeld",
        "csrf_token": read_token(teamlid, "/team/"),
    }
    answer = teamlid.post(f"/team/aanbod/{first}/controle", data=fields)
    assert answer.headers["Location"] == f"/team/?lijst=controleren#aanbod-{second}"
    assert rows(teamlid, "?lijst=controleren") == ["Dan"]
    with quiet_app.app_context():
        assert get_aanbod(session(), first).gecontroleerd_hoe == "gebeld"


def test_many_rows_are_paged(quiet_app: Flask, teamlid: FlaskClient) -> None:
    for number in range(PAGE + 1):
        save(quiet_app, naam=f"Nummer {number}")
    assert len(rows(teamlid, "?lijst=tijden")) == PAGE
    assert rows(teamlid, f"?lijst=tijden&vanaf={PAGE}") == [f"Nummer {PAGE}"]


@pytest.mark.parametrize("query", ["?lijst=onbekend", "?vanaf=-5", "?vanaf=veel", "?vanaf=99999999"])
def test_a_strange_address_shows_the_work_all_the_same(teamlid: FlaskClient, query: str) -> None:
    assert teamlid.get(f"/team/{query}").status_code == 200


def test_the_neighbours_have_other_work_and_a_beheerder_has_all(
    quiet_app: Flask, buurteamlid: FlaskClient, beheerder: FlaskClient
) -> None:
    save(quiet_app, naam="Zonder uren", now=now())
    assert rows(buurteamlid) == []
    assert rows(beheerder) == ["Zonder uren"]


def test_what_is_likely_double_is_listed_without_a_count(quiet_app: Flask, teamlid: FlaskClient) -> None:
    for _ in range(2):
        save(quiet_app, naam="Samen koken op woensdag", now=now())
    assert rows(teamlid, "?lijst=dubbel") == ["Samen koken op woensdag en Samen koken op woensdag"]
    assert "dubbel" not in tellingen(teamlid)


def test_only_a_beheerder_is_told_of_imports_that_wait(teamlid: FlaskClient, beheerder: FlaskClient) -> None:
    assert "/beheer/bronnen" not in page_of(teamlid.get("/team/"))
    assert "Bestanden die wachten" in page_of(beheerder.get("/team/"))


def test_all_entries_stay_within_reach(quiet_app: Flask, teamlid: FlaskClient) -> None:
    save(quiet_app, naam="Met uren", openingstijden=HOURS)
    assert 'href="/team/aanbod"' in page_of(teamlid.get("/team/"))
    assert "Met uren" in page_of(teamlid.get("/team/aanbod?q=uren"))
