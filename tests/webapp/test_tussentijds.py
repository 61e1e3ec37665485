"""What if a team, or the aanbod that a voorstel became, changes while somebody is at work? Nothing is lost."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from collectief.models import Aanbod, Gebruiker, Signaal, Voorstel, VoorstelStap
from tests.cast import TEAMLID, post_form, read_token
from tests.moving import move_to_other_team
from tests.registering import change, errors_on, page_of
from webapp.context import session

BOARD = "/team/voorstellen"
TYPED: dict[str, Any] = {
    "titel": "Samen soep koken",
    "doel": "Buren leren elkaar kennen.",
    "doelgroep": "iedereen",
    "leefgebieden": ["sociaal_netwerk"],
}
REFUSED = "Dit mag alleen het team dat in deze buurt werkt."


def the_voorstel(app: Flask) -> tuple[int, int, int]:
    """Its id, its aanbod, and how much was written down of it."""
    with app.app_context():
        voorstel = session().scalars(select(Voorstel)).one()
        steps = session().scalars(select(func.count()).select_from(VoorstelStap)).one()
        return voorstel.id, voorstel.aanbod_id or 0, voorstel.versie + steps


@pytest.mark.parametrize("what", ["terug", "aanbod"])
def test_who_is_of_another_team_by_now_does_not_change_a_voorstel(app: Flask, teamlid: FlaskClient, what: str) -> None:
    before = the_voorstel(app)
    token = read_token(teamlid, BOARD)
    move_to_other_team(app)
    answer = teamlid.post(f"{BOARD}/{before[0]}/{what}", data={"csrf_token": token, "versie": "1", "locatie": ""})
    assert REFUSED in page_of(answer, status=403)
    assert the_voorstel(app) == before


@pytest.mark.parametrize(
    ("buurt", "said"),
    [
        ("BU03922107", "Daar werkt uw team niet (meer): Meerwijkplas."),
        ("BU03630000", "Een van deze buurten ligt niet in de gemeente."),
        ("BU03929999", "Een van deze buurten ligt niet in de gemeente."),
    ],
)
def test_a_voorstel_for_buurten_of_others_is_asked_again_with_what_was_typed(
    app: Flask, teamlid: FlaskClient, buurt: str, said: str
) -> None:
    token = read_token(teamlid, f"{BOARD}/nieuw")
    move_to_other_team(app)
    answer = teamlid.post(f"{BOARD}/nieuw", data={"csrf_token": token, **TYPED, "buurtcodes": [buurt]})
    page = page_of(answer, status=422)
    assert errors_on(page)["buurtcodes"].startswith(said)
    assert TYPED["titel"] in page


def test_a_team_keeps_what_somebody_signalled_before_they_left(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        known = select(Signaal.id, Signaal.team_id).order_by(Signaal.id)
        before = session().execute(known).all()
    move_to_other_team(app)
    with app.app_context():
        assert session().execute(known).all() == before
    assert "huishoudens" not in page_of(teamlid.get(f"/team/signalen/{before[0].id}"), status=403)


def test_aanbod_that_stops_is_told_where_its_voorstel_stands(app: Flask, teamlid: FlaskClient) -> None:
    voorstel_id, aanbod_id, _steps = the_voorstel(app)
    assert change(teamlid, aanbod_id, status="gestopt").status_code == 303
    assert "Let op: het aanbod op de kaart is gestopt." in page_of(teamlid.get(BOARD))
    page = page_of(teamlid.get(f"{BOARD}/{voorstel_id}"))
    assert "Let op: dit aanbod is gestopt." in page
    assert f'href="/aanbod/{aanbod_id}"' in page


def test_aanbod_that_a_voorstel_points_to_has_no_address_to_delete_it(app: Flask, beheerder: FlaskClient) -> None:
    _voorstel, aanbod_id, _steps = the_voorstel(app)
    deleting = [str(rule) for rule in app.url_map.iter_rules() if "DELETE" in (rule.methods or ())]
    assert deleting == []
    assert beheerder.delete(f"/aanbod/{aanbod_id}").status_code == 405
    with app.app_context():
        assert session().get(Aanbod, aanbod_id) is not None


def test_who_was_sent_to_aanbod_that_stopped_is_not_led_to_it(app: Flask, teamlid: FlaskClient) -> None:
    _voorstel, aanbod_id, _steps = the_voorstel(app)
    with app.app_context():
        door = session().scalars(select(Gebruiker).filter_by(email=TEAMLID.email)).one()
        signaal_id = session().scalars(select(Signaal.id).filter_by(door_id=door.id).order_by(Signaal.id)).first()
    sent = {"besluit": "verwijzen", "ander": str(aanbod_id)}
    assert post_form(teamlid, f"/team/signalen/{signaal_id}/antwoord", sent).status_code == 303
    link = f'href="/aanbod/{aanbod_id}"'
    assert link in page_of(teamlid.get("/team/terugkoppeling"))
    change(teamlid, aanbod_id, status="gestopt")
    page = page_of(teamlid.get("/team/terugkoppeling"))
    assert link not in page
    assert "Het aanbod dat we hiervoor kozen, staat nu niet meer op de kaart." in page
