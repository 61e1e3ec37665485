"""Does who came to another team while they typed hear why nothing was stored, and do they see all that they typed?"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from collectief.models import Besluitregel, Overlegpunt, Patroon, Signaal, Verhaal, Voorstel, VoorstelStap
from geo.gebiedenset import Gebiedensets
from tests.cast import BUURTEAMLID, TEAMLID, post_form, read_token, sign_in
from tests.moving import move_to_other_team
from tests.registering import NEW, page_of, typed
from tests.serving import offline_settings, running
from tests.stock import first_entry
from tests.webapp.test_invariants import parse
from tests.webapp.test_resending import carried
from webapp.context import session

KEPT = (Voorstel, VoorstelStap, Verhaal, Besluitregel, Overlegpunt)
VOORSTEL = {"titel": "Samen soep", "doel": "Buren kennen elkaar.", "doelgroep": "iedereen", "leefgebieden": "financien"}
BUURT = "BU03922107"


class Moved(NamedTuple):
    """A teamlid whose form was open when they came to another team, and what stands in the addresses of those forms."""

    app: Flask
    client: FlaskClient
    token: str
    ids: dict[str, int]

    def send(self, url: str, fields: dict[str, Any]) -> Any:
        return self.client.post(url.format(**self.ids), data={"csrf_token": self.token, **fields})

    def stored(self) -> list[int]:
        with self.app.app_context():
            return [session().scalars(select(func.count()).select_from(table)).one() for table in KEPT]


@pytest.fixture(scope="module")
def moved(
    stocked_spatialite: Path, haarlem_sets: Gebiedensets, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Moved]:
    var = tmp_path_factory.mktemp("moved")
    file = shutil.copy(stocked_spatialite, var / "wijkbeeld.sqlite")
    with running(offline_settings(f"sqlite:///{file}", var=var), haarlem_sets) as app:
        client = sign_in(app.test_client(), TEAMLID)
        token = read_token(client, NEW)
        with app.app_context():
            signaal = session().scalars(select(Signaal.id).where(Signaal.partner_id.is_(None))).first()
            ids = {
                "voorstel": session().scalars(select(Voorstel.id)).one(),
                "patroon": session().scalars(select(Patroon.id)).one(),
                "signaal": signaal or 0,
                "aanbod": first_entry(TEAMLID),
            }
        move_to_other_team(app)
        yield Moved(app, client, token, ids)


@pytest.mark.parametrize(
    ("url", "fields", "shown"),
    [
        ("/team/voorstellen/{voorstel}/wijzig", {**VOORSTEL, "buurtcodes": [BUURT]}, ["Samen soep", "financiën"]),
        ("/team/voorstellen/{voorstel}/stap", {"fase": "gestopt", "toelichting": "Te duur."}, ["Te duur.", "gestopt"]),
        ("/team/voorstellen/{voorstel}/deelname", {"maand": "2026-03", "aantal": "17"}, ["2026-03", "17"]),
        ("/team/voorstellen/{voorstel}/verhaal", {"titel": "Soep", "tekst": "Het smaakte."}, ["Soep", "Het smaakte."]),
        (
            "/team/patronen/{patroon}/besluit",
            {"besluit": "laten", "toelichting": "Bestaat."},
            ["Laten rusten", "Besta"],
        ),
        ("/team/signalen/{signaal}/antwoord", {"besluit": "laten", "toelichting": "Opgelost."}, ["Opgelost."]),
        ("/team/aanbod/{aanbod}/wijzig", typed(kosten="€ 9"), ["Samen koken", "€ 9", "ouderen, gezinnen"]),
    ],
)
def test_what_is_of_the_former_team_is_refused_and_all_that_was_typed_is_shown(
    moved: Moved, url: str, fields: dict[str, Any], shown: list[str]
) -> None:
    before = moved.stored()
    answer = moved.send(url, fields)
    page = answer.get_data(as_text=True)
    assert parse(url, answer).errors == []
    assert answer.status_code in {403, 404}
    assert "U hoort nu bij team Europawijk" in page
    assert [text for text in shown if text not in page.split("Wat u hebt ingevuld</h2>")[1]] == []
    assert moved.stored() == before


def test_who_is_back_in_their_team_goes_on_where_they_were(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        url = f"/team/voorstellen/{session().scalars(select(Voorstel.id)).one()}/wijzig"
    token = read_token(teamlid, url)
    move_to_other_team(app)
    refused = page_of(teamlid.post(url, data={"csrf_token": token, **VOORSTEL, "versie": "1"}), status=403)
    move_to_other_team(app, to=TEAMLID)
    form = page_of(teamlid.post(url, data=carried(refused) | {"actie": "verder"}))
    assert 'value="Samen soep"' in form


def test_a_point_for_the_overleg_is_looked_at_once_more_before_it_is_of_the_new_team(
    app: Flask, teamlid: FlaskClient
) -> None:
    sent = {"actie": "inbrengen", "titel": "Geen huisarts", "team": str(TEAMLID.team), "patroon_id": "1"}
    token = read_token(teamlid, "/team/overleg")
    move_to_other_team(app)
    page = page_of(teamlid.post("/team/overleg", data={"csrf_token": token, **sent}), status=409)
    assert "U hoort nu bij team Europawijk" in page
    assert "Dit patroon is van een ander team." in page
    assert 'value="Geen huisarts"' in page
    assert post_form(teamlid, "/team/overleg", {**sent, "team": str(BUURTEAMLID.team)}).status_code == 303
