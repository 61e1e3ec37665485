"""Does a patroon become a voorstel, aanbod on the map, a story and an answer, by forms alone?"""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from collectief.models import Aanbod, Besluitregel, Gebruiker, Patroon, Signaal, Verhaal, Voorstel
from collectief.signaalwoorden import Fase, Patroonbesluit
from tests.builders import build_signaal
from tests.cast import BEHEERDER, TEAMLID, post_form, read_token, sign_in
from tests.registering import errors_on, page_of, value_of
from tests.webapp.test_team_conflict import offered
from webapp.cli import main
from webapp.context import now, session

BOARD = "/team/voorstellen"
TYPED: dict[str, Any] = {
    "titel": "Samen soep koken",
    "doel": "Buren leren elkaar kennen.",
    "doelgroep": "iedereen",
    "leefgebieden": ["sociaal_netwerk"],
}


@pytest.fixture
def buurt(app: Flask) -> str:
    with app.app_context():
        return min(session().scalars(select(Voorstel)).one().buurtcodes)


def posted(client: FlaskClient, url: str, fields: dict[str, str], *, page: str = BOARD) -> str:
    """A form that stands on another page than it is sent to; the page it leads to."""
    answer = client.post(url, data={"csrf_token": read_token(client, page), **fields}, follow_redirects=True)
    return page_of(answer, status=answer.status_code)


def test_a_voorstel_stands_on_the_board(teamlid: FlaskClient, buurt: str) -> None:
    answer = post_form(teamlid, f"{BOARD}/nieuw", {**TYPED, "buurtcodes": [buurt], "kosten": "€ 1.250,50"})
    assert answer.status_code == 422
    answer = post_form(teamlid, f"{BOARD}/nieuw", {**TYPED, "buurtcodes": [buurt], "kosten": "€ 1250,50"})
    assert answer.status_code == 303
    assert "Samen soep koken" in page_of(teamlid.get(BOARD))
    assert "€ 1250,50" in page_of(teamlid.get(answer.headers["Location"]))


def test_what_was_typed_is_kept_when_something_is_missing(teamlid: FlaskClient) -> None:
    page = page_of(post_form(teamlid, f"{BOARD}/nieuw", TYPED), status=422)
    assert "Samen soep koken" in page
    assert "Kies voor welke buurten het is." in page


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"omschrijving": "x" * 50_000}, "omschrijving", "Dit is te lang: het mag 2000 tekens zijn."),
        ({"doel": "06-\u200b1234\u00ad5678"}, "doel", "Hier kan iets staan dat naar een persoon wijst"),
        ({"titel": "\u200b\u2060\u3164"}, "titel", "Schrijf in een paar woorden waar het over gaat."),
        ({"eerste_keer_op": "2100-01-01"}, "eerste_keer_op", "Deze dag kan niet kloppen. Kies een dag binnen 5 jaar."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(reading_app: Flask, values: dict[str, str], field: str, said: str) -> None:
    client = sign_in(reading_app.test_client(), TEAMLID)
    sent = {**TYPED, "buurtcodes": ["BU03922107"], "partners": "de bibliotheek", **values}
    page = page_of(post_form(client, f"{BOARD}/nieuw", sent), status=422)
    assert errors_on(page)[field].startswith(said)
    assert "de bibliotheek" in page


def test_a_form_that_is_sent_twice_is_one_voorstel(app: Flask, teamlid: FlaskClient, buurt: str) -> None:
    sent = {**TYPED, "buurtcodes": [buurt], "uuid": str(UUID(int=7))}
    assert [post_form(teamlid, f"{BOARD}/nieuw", sent).status_code for _twice in range(2)] == [303, 303]
    with app.app_context():
        assert len(session().scalars(select(Voorstel).filter_by(titel=TYPED["titel"])).all()) == 1


def test_a_step_on_the_board_asks_for_what_it_lacks(app: Flask, teamlid: FlaskClient, buurt: str) -> None:
    post_form(teamlid, f"{BOARD}/nieuw", {**TYPED, "buurtcodes": [buurt]})
    with app.app_context():
        made = session().scalars(select(Voorstel).filter_by(titel="Samen soep koken")).one()
        url, versie = f"{BOARD}/{made.id}", str(made.versie)
    page = posted(teamlid, f"{url}/stap", {"fase": "trekker_gevonden", "versie": versie})
    assert "Vul eerst in wie het trekt" in page
    page = posted(teamlid, f"{url}/stap", {"fase": "trekker_gevonden", "versie": versie, "trekker": "opbouwwerker"})
    assert "Dit voorstel staat nu op: trekker gevonden." in page
    page = posted(teamlid, f"{url}/terug", {"versie": str(int(versie) + 1)})
    assert "De laatste stap is teruggenomen." in page


def test_a_voorstel_becomes_a_concept_with_one_click(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        voorstel = session().scalars(select(Voorstel)).one()
        voorstel.aanbod = None
        session().commit()
        voorstel_id = voorstel.id
    page = posted(teamlid, f"{BOARD}/{voorstel_id}/aanbod", {"locatie": ""})
    assert "Het is nog een concept: vul de plek in." in page
    assert "Samen brieven lezen" in page


def test_who_decides_on_a_patroon_goes_on_with_the_voorstel(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        url = f"/team/patronen/{session().scalars(select(Patroon.id)).one()}/besluit"
    assert "Kies wat er met deze vraag gebeurt." in page_of(post_form(teamlid, url, {}), status=422)
    answer = post_form(teamlid, url, {"besluit": "voorstel"})
    assert answer.headers["Location"].endswith("/wijzig")
    with app.app_context():
        regel = session().scalars(select(Besluitregel)).one()
        assert (regel.besluit, regel.voorstel and regel.voorstel.fase) == (Patroonbesluit.VOORSTEL, Fase.IDEE)


def test_an_address_of_other_aanbod_is_understood(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        url = f"/team/patronen/{session().scalars(select(Patroon.id)).one()}/besluit"
        aanbod = session().scalars(select(Aanbod).filter_by(status="gepubliceerd", toegang="vrij")).first()
        assert aanbod
        sent = {"besluit": "verwijzen", "ander": f"http://localhost/aanbod/{aanbod.id}"}
    assert post_form(teamlid, url, sent).status_code == 303


def test_a_story_is_on_the_map_only_by_choice_and_gone_when_taken_back(
    app: Flask, client: FlaskClient, teamlid: FlaskClient
) -> None:
    with app.app_context():
        verhaal = session().scalars(select(Verhaal)).one()
        story, shown, photo = verhaal.id, f"/aanbod/{verhaal.voorstel.aanbod_id}", f"/verhalen/{verhaal.id}/foto.webp"
    assert "Samen aan tafel" not in page_of(client.get(shown))
    assert client.get(photo).status_code == 404
    posted(teamlid, f"/team/verhalen/{story}", {"actie": "publiceer"})
    assert "Samen aan tafel" in page_of(client.get(shown))
    assert client.get(photo).headers["Cache-Control"] == "private, no-store"
    posted(teamlid, f"/team/verhalen/{story}", {"actie": "trek_in"})
    assert "Samen aan tafel" not in page_of(client.get(shown))
    assert client.get(photo).status_code == 404


def test_pages_that_show_a_story_do_not_read_its_picture(app: Flask, client: FlaskClient, teamlid: FlaskClient) -> None:
    with app.app_context():
        verhaal = session().scalars(select(Verhaal)).one()
        verhaal.gepubliceerd_op = now()
        session().commit()
        pages = (f"/aanbod/{verhaal.voorstel.aanbod_id}", f"{BOARD}/{verhaal.voorstel_id}")
        engine, photo = session().get_bind(), f"/verhalen/{verhaal.id}/foto.webp"
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    for reader, page in zip((client, teamlid), pages, strict=True):
        assert photo in page_of(reader.get(page))
    assert not [query for query in asked if re.search(r"verhaal\.afbeelding\b", query)]
    assert client.get(photo).data == b"RIFF"


def test_a_signaal_that_waits_is_answered_from_the_list(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        door = session().scalars(select(Gebruiker).filter_by(email=TEAMLID.email)).one()
        assert door.team
        old = now() - timedelta(days=40)
        signaal = build_signaal(session(), team=door.team, door=door, op=old.date(), ontvangen_op=old)
        session().commit()
        signaal_id = signaal.id
    assert f"/team/signalen/{signaal_id}/antwoord" in page_of(teamlid.get("/team/?lijst=signalen"))
    url = f"/team/signalen/{signaal_id}/antwoord"
    post_form(teamlid, url, {"besluit": "laten", "toelichting": "Dit is al opgelost."})
    assert url not in page_of(teamlid.get("/team/?lijst=signalen"))
    assert "Dit is al opgelost." in page_of(teamlid.get("/team/terugkoppeling"))


def test_a_partner_gets_an_overview_as_csv(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        signaal = session().scalars(select(Signaal).where(Signaal.partner_id.is_not(None))).one()
        partner, jaar = signaal.partner_id, signaal.op.year
    answer = teamlid.get(f"/team/partners/{partner}/overzicht.csv?jaar={jaar}")
    assert "Nog geen antwoord." in answer.get_data(as_text=True)


class Editor:
    """Somebody with the form of a voorstel open."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        with app.app_context():
            self.url = f"{BOARD}/{session().scalars(select(Voorstel.id)).one()}/wijzig"
        self.client = client
        self.read(page_of(client.get(self.url)))

    def read(self, page: str) -> None:
        self.seen = {field: value_of(page, field) for field in ("versie", "basis", "uuid")}

    def send(self, **values: Any) -> TestResponse:
        began = {"trekker": "opbouwwerker", "eerste_keer_op": "2025-01-10", "buurtcodes": ["BU03922107"]}
        return post_form(self.client, self.url, {**TYPED, **began, **self.seen, **values})


def test_who_was_overtaken_chooses_of_each_field_that_somebody_else_changed(app: Flask, teamlid: FlaskClient) -> None:
    Editor(app, teamlid).send(titel="Soep", doel="Buren leren elkaar kennen.", kosten="10")
    mine, other = Editor(app, teamlid), Editor(app, sign_in(app.test_client(), BEHEERDER))
    assert other.send(titel="Samen eten", kosten="1250,50").status_code == 303
    page = page_of(mine.send(titel="Samen koken", kosten="10"), status=409)
    assert offered(page) == {"titel": ("Samen eten", "Samen koken", ""), "kosten": ("1250,50", "10,00", "hun")}
    mine.read(page)
    assert mine.send(titel="Samen koken", kosten="10", **{"keuze-kosten": "hun"}).status_code == 409
    chosen = {"keuze-kosten": "hun", "keuze-titel": "mijn"}
    assert mine.send(titel="Samen koken", kosten="10", **chosen).status_code == 303
    page = page_of(teamlid.get(mine.url.removesuffix("/wijzig")))
    assert ("Samen koken" in page, "€ 1250,50" in page) == (True, True)


def test_who_takes_a_step_that_somebody_else_was_before_keeps_what_they_typed(app: Flask, teamlid: FlaskClient) -> None:
    url = Editor(app, teamlid).url.replace("/wijzig", "/stap")
    page = posted(teamlid, url, {"fase": "gestopt", "toelichting": "Te duur.", "versie": "99"})
    assert "Iemand anders heeft dit net gewijzigd." in page
    assert "Te duur.</textarea>" in page


def test_the_effect_is_told_with_care(app: Flask, teamlid: FlaskClient) -> None:
    with app.app_context():
        voorstel_id = session().scalars(select(Voorstel.id)).one()
    page = page_of(teamlid.get(f"{BOARD}/{voorstel_id}/effect"))
    assert "We weten te weinig om iets te zeggen." in page
    assert "De andere buurten van de gemeente" in page


def test_the_command_line_adds_a_voorstel_and_tells_its_effect(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.commands.collectiveren.make_ready_app", lambda _settings: app)
    with app.app_context():
        patroon_id = session().scalars(select(Patroon.id)).one()
    added = CliRunner().invoke(
        main, ["add", "voorstel", "--door", TEAMLID.email, "--patroon", str(patroon_id), "--titel", "Post", "--json"]
    )
    assert added.exit_code == 0, added.output
    assert '"titel": "Post"' in added.output
    told = CliRunner().invoke(main, ["effect", "1", "--json"])
    assert '"oordeel": "te_weinig"' in told.output
