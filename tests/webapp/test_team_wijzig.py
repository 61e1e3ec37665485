"""Does a team keep its own entries true, and does nobody overwrite what somebody else changed?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from collectief.kaart.aanbod import get_aanbod
from collectief.models import Locatie
from tests.cast import TEAMLID, read_token, sign_in
from tests.registering import (
    AT_THE_NEIGHBOURS,
    NEW,
    add,
    change,
    errors_on,
    page_of,
    save,
    stored,
    typed,
    value_of,
)
from webapp.context import session


def test_a_change_starts_from_what_is_stored(app: Flask, teamlid: FlaskClient) -> None:
    aanbod_id = save(app, naam="Koffie", kosten="gratis", openingstijden="Mo 09:00-12:00")
    page = page_of(teamlid.get(f"/team/aanbod/{aanbod_id}/wijzig"))
    assert (value_of(page, "naam"), value_of(page, "kosten")) == ("Koffie", "gratis")
    assert "maandag van 9.00 tot 12.00 uur" in page


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


def test_the_team_sees_its_own_entries_last_changed_first(app: Flask, teamlid: FlaskClient) -> None:
    add(teamlid, naam="Eerste")
    add(teamlid, naam="Tweede")
    save(app, naam="Van de buren", buurtcode="BU03922001")
    page = page_of(teamlid.get("/team/aanbod"))
    assert page.index(">Tweede<") < page.index(">Eerste<")
    assert "Van de buren" not in page


def test_an_own_entry_is_found_by_a_part_of_its_name(teamlid: FlaskClient) -> None:
    add(teamlid, naam="Samen SOEP eten 100%")
    assert "Samen SOEP eten" in page_of(teamlid.get("/team/aanbod?q=soep"))
    assert "Samen SOEP eten" in page_of(teamlid.get("/team/aanbod?q=100%25"))
    assert "Samen SOEP eten" not in page_of(teamlid.get("/team/aanbod?q=s%25p"))


def test_a_search_without_result_says_so(teamlid: FlaskClient) -> None:
    assert "Niets gevonden met “&lt;b&gt;”" in page_of(teamlid.get("/team/aanbod?q=<b>"))


def test_a_team_with_nothing_is_told_how_to_begin(app: Flask) -> None:
    with app.app_context():
        session().execute(update(Locatie).values(buurtcode="BU03922001"))  # all of it is the neighbours'
        session().commit()
    page = page_of(sign_in(app.test_client(), TEAMLID).get("/team/aanbod"))
    assert "Begin met de inloop van uw team" in page
