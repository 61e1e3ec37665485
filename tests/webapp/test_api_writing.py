"""Can another program put entries on the map, within what its gebruiker may do?"""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from collectief.kaart.aanbod import get_aanbod
from collectief.models import Tokengebruik, Wijziging
from collectief.teams.gebruikers import find_gebruiker
from collectief.teams.tokens import add_token, revoke_token
from collectief.words import Recht, Status
from tests.cast import BUURTEAMLID, TEAMLID, Person
from tests.registering import AT_THE_NEIGHBOURS, HERE, IN_AMSTERDAM, count_stored, save
from webapp.context import now, session

URL = "/api/aanbod"
PLACE = {"lon": float(HERE["lon"]), "lat": float(HERE["lat"])}
SENT: dict[str, Any] = {
    "naam": "Samen koken",
    "soort": "initiatief",
    "omschrijving": "Bewoners koken samen.",
    "karakter": "collectief",
    "leefgebieden": ["sociaal_netwerk"],
    "doelgroepen": ["ouderen", "gezinnen"],
    "openingstijden": "ma 17.00-19.00",
    "gratis": "ja",
    **PLACE,
}


class Program:
    """Another program, with the token that somebody made for it."""

    def __init__(self, app: Flask, person: Person = TEAMLID, *, rechten: frozenset[Recht] = frozenset(Recht)) -> None:
        self.app, self.client = app, app.test_client()
        with app.app_context():
            gebruiker = find_gebruiker(session(), person.email)
            assert gebruiker is not None
            token, secret = add_token(
                session(), gebruiker=gebruiker, naam="Buurtapp", rechten=rechten, dagen=30, now=now()
            )
            session().commit()
            self.token_id, self.headers = token.id, {"Authorization": f"Bearer {secret}"}

    def add(self, **values: Any) -> TestResponse:
        return self.client.post(URL, json=SENT | values, headers=self.headers)

    def read(self, aanbod_id: int) -> TestResponse:
        return self.client.get(f"{URL}/{aanbod_id}")

    def change(self, aanbod_id: int, etag: str, **values: Any) -> TestResponse:
        return self.client.patch(f"{URL}/{aanbod_id}", json=values, headers=self.headers | {"If-Match": etag})


@pytest.fixture
def program(app: Flask) -> Program:
    return Program(app)


def faults(answer: TestResponse) -> dict[str, str]:
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    return {fault["veld"]: fault["fout"] for fault in answer.get_json()["fouten"]}


def test_a_program_adds_an_entry_and_reads_it_back(program: Program) -> None:
    answer = program.add()
    assert answer.status_code == 201
    body = program.client.get(answer.headers["Location"]).get_json()
    assert body == answer.get_json()
    stored = SENT | {"openingstijden": "Mo 17:00-19:00", "doelgroepen": ["gezinnen", "ouderen"]}
    assert body["aanbod"] == body["aanbod"] | stored


def test_the_history_tells_for_whom_the_program_wrote(program: Program, app: Flask) -> None:
    number = program.add().get_json()["id"]
    with app.app_context():
        row = session().scalars(select(Wijziging).filter_by(tabel="aanbod", record_id=number)).one()
        assert row.door is not None
        assert row.door.email == TEAMLID.email


def test_an_entry_that_is_sent_twice_is_stored_once(program: Program, app: Flask) -> None:
    before = count_stored(app)
    first, second = program.add(), program.add()
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.get_json()["id"] == second.get_json()["id"]
    assert count_stored(app) == before + 1


def test_what_looks_like_another_is_added_only_when_its_sender_says_so(program: Program, app: Flask) -> None:
    added = program.add().get_json()["id"]
    other = Program(app)
    refused = other.add(naam="Samen koken!")
    assert refused.status_code == 409
    assert [alike["id"] for alike in refused.get_json()["lijkt_op"]] == [added]
    assert other.add(naam="Samen koken!", toch_nieuw=True).status_code == 201


def test_only_the_fields_that_are_sent_change(program: Program) -> None:
    added = program.add()
    changed = program.change(added.get_json()["id"], added.headers["ETag"], kosten="€ 2 per keer", gratis="nee")
    assert changed.status_code == 200
    assert changed.get_json()["aanbod"] == added.get_json()["aanbod"] | {"kosten": "€ 2 per keer", "gratis": "nee"}


def test_another_place_moves_the_entry(program: Program, app: Flask) -> None:
    added = program.add()
    changed = program.change(added.get_json()["id"], added.headers["ETag"], lon=4.667, lat=52.356)
    assert changed.status_code == 200, changed.get_json()
    with app.app_context():
        locatie = get_aanbod(session(), added.get_json()["id"]).locatie
        assert locatie is not None
        assert locatie.buurtcode.startswith("BU0392")
    assert changed.get_json()["aanbod"]["lon"] == 4.667


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(program: Program) -> None:
    added = program.add()
    number, etag = added.get_json()["id"], added.headers["ETag"]
    assert program.change(number, etag, naam="Eerst").status_code == 200
    assert program.change(number, etag, naam="Daarna").status_code == 412
    assert program.read(number).get_json()["aanbod"]["naam"] == "Eerst"


def test_a_change_must_say_of_which_version(program: Program) -> None:
    number = program.add().get_json()["id"]
    answer = program.client.patch(f"{URL}/{number}", json={"kosten": "gratis"}, headers=program.headers)
    assert answer.status_code == 428


@pytest.mark.parametrize(
    ("values", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": 5}, "naam"),
        ({"soort": "feest"}, "soort"),
        ({"leefgebieden": ["geluk"]}, "leefgebieden.0"),
        ({"verzonnen": 1}, "verzonnen"),
        ({"status": "samengevoegd"}, "status"),
        ({"openingstijden": "af en toe"}, "openingstijden"),
        ({"gesloten_van": "morgen"}, "gesloten_van"),
        ({"lat": None}, "lat"),
        ({"lon": 0.0, "lat": 0.0}, "lon"),
        ({"lon": float(IN_AMSTERDAM["lon"]), "lat": float(IN_AMSTERDAM["lat"])}, "lon"),
        ({"lon": None, "lat": None}, "lon"),
        ({"organisatie_email": "info@organisatie.nl"}, "organisatie"),
    ],
)
def test_a_faulty_field_is_named(program: Program, values: dict[str, Any], veld: str) -> None:
    assert faults(program.add(**values)).keys() == {veld}


@pytest.mark.parametrize("sent", [b"", b"{", b"[]", b'"tekst"', b"null", b"\xff"])
def test_what_is_no_json_object_is_refused(program: Program, sent: bytes) -> None:
    answer = program.client.post(URL, data=sent, headers=program.headers | {"Content-Type": "application/json"})
    assert faults(answer).keys() == {""}


def test_an_entry_may_wait_for_its_place(program: Program) -> None:
    answer = program.add(lon=None, lat=None, plek_later=True, adres="Voorbeeldlaan 1", toch_nieuw=True)
    assert answer.status_code == 201, answer.get_json()
    assert answer.get_json()["aanbod"] | {"plek_later": True, "adres": "Voorbeeldlaan 1"} == answer.get_json()["aanbod"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wb_raden"}, {"Authorization": "Basic d2I6d2I="}])
def test_without_a_valid_token_nothing_is_written(app: Flask, headers: dict[str, str]) -> None:
    before = count_stored(app)
    answer = app.test_client().post(URL, json=SENT, headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Wijkbeeld"')
    assert count_stored(app) == before


def test_a_token_that_was_withdrawn_writes_no_more(program: Program, app: Flask) -> None:
    with app.app_context():
        gebruiker = find_gebruiker(session(), TEAMLID.email)
        assert gebruiker is not None
        revoke_token(session(), program.token_id, gebruiker=gebruiker, now=now())
        session().commit()
    assert program.add().status_code == 401


def test_a_token_to_add_does_not_change(app: Flask) -> None:
    program = Program(app, rechten=frozenset({Recht.TOEVOEGEN}))
    added = program.add()
    assert program.change(added.get_json()["id"], added.headers["ETag"], kosten="gratis").status_code == 403


def test_a_program_writes_where_its_gebruiker_may_and_nowhere_else(app: Flask) -> None:
    at_the_neighbours = {name: float(degrees) for name, degrees in AT_THE_NEIGHBOURS.items()}
    assert Program(app).add(**at_the_neighbours).status_code == 403
    assert Program(app, BUURTEAMLID).add(**at_the_neighbours).status_code == 201


def test_the_entry_of_another_team_stays_as_it_is(app: Flask) -> None:
    number = save(app, naam="Eettafel")
    neighbour = Program(app, BUURTEAMLID)
    assert neighbour.change(number, '"1"', naam="Anders").status_code == 403
    assert neighbour.read(number).get_json()["aanbod"]["naam"] == "Eettafel"


def test_what_is_not_published_is_not_read_without_an_account(program: Program) -> None:
    number = program.add(status="concept").get_json()["id"]
    assert program.read(number).status_code == 404


def test_every_use_is_written_down_without_what_was_sent(program: Program, app: Flask) -> None:
    number = program.add().get_json()["id"]
    program.add(naam="")
    program.change(number, '"999"', naam="Iets anders")
    with app.app_context():
        uses = session().scalars(select(Tokengebruik).order_by(Tokengebruik.id)).all()
        told = [(use.vraag, use.antwoord) for use in uses]
    assert told == [("POST /api/aanbod", 201), ("POST /api/aanbod", 422), (f"PATCH /api/aanbod/{number}", 412)]


def test_a_cookie_alone_writes_nothing(app: Flask, teamlid: FlaskClient) -> None:
    before = count_stored(app)
    assert teamlid.post(URL, json=SENT).status_code == 401
    assert count_stored(app) == before


def test_what_was_merged_into_another_is_not_published_again(program: Program, app: Flask) -> None:
    blijft, vervalt = save(app), save(app)
    with app.app_context():
        aanbod = get_aanbod(session(), vervalt)
        aanbod.status, aanbod.samengevoegd_in_id = Status.SAMENGEVOEGD, blijft
        session().commit()
        versie = aanbod.versie
    assert program.change(vervalt, f'"{versie}"', status="gepubliceerd").status_code == 404
    assert program.read(vervalt).status_code == 404
