"""Does a search engine read of an entry and a team what is true, in words of schema.org, and nothing of a person?"""

import json
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.models import Aanbod, Contactpersoon
from collectief.plekken.verbergen import erase_place
from collectief.teams.teams import teams_of_gemeente
from collectief.words import Doelgroep, JaNee, SoortAanbod, Status, Taal, Toestemmingswijze
from tests.builders import HIER, build_aanbod, build_extra
from tests.webapp.vindbaar.terms import find_faults
from webapp.context import session

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return empty_app.test_client()


def put(app: Flask, **telling: Any) -> int:
    inloop = {"soort": SoortAanbod.INLOOPPLEK, "naam": "Inloop Vijfhoek", "openingstijden": "Tu 10:00-12:00; PH off"}
    with app.app_context():
        number = build_aanbod(session(), **inloop | {"buurtcode": HIER} | telling).id
        session().commit()
        return number


def told(client: FlaskClient, url: str) -> list[Any]:
    answer = client.get(url)
    assert answer.status_code == 200
    return [json.loads(found) for found in DATA.findall(answer.get_data(as_text=True))]


def read(client: FlaskClient, number: int) -> Any:
    (service,) = told(client, f"/aanbod/{number}")
    assert find_faults(service) == []
    return service


def test_the_checker_finds_what_is_wrong() -> None:
    wrong = {"@type": "Service", "opens": "9 uur", "provider": {"@type": "Person", "name": "Jan"}, "name": ""}
    assert find_faults({"@context": "https://schema.org"} | wrong) == [
        "0: Service has no opens",
        "0.provider: must be a Organization",
        "0.name: '' is no Text",
    ]


def test_an_inloopplek_is_a_service_of_the_gemeente_at_a_place(empty_app: Flask, client: FlaskClient) -> None:
    service = read(client, number := put(empty_app, adres="Kerkstraat 1", locatie="De Kerk", rolstoel=JaNee.JA))
    assert (service["@type"], service["url"]) == ("GovernmentService", f"http://localhost/aanbod/{number}")
    (channel,) = service["availableChannel"]
    place = channel["serviceLocation"]
    assert (place["name"], place["address"]["streetAddress"]) == ("De Kerk", "Kerkstraat 1")
    assert place["openingHoursSpecification"][0]["dayOfWeek"] == ["Tuesday"]
    assert [feature["value"] for feature in place["amenityFeature"]] == [True]


def test_all_that_an_entry_may_have_is_valid(empty_app: Flask, client: FlaskClient) -> None:
    number = put(
        empty_app,
        organisatie="De Kerk",
        organisatie_telefoon="023 5550101",
        organisatie_website="https://kerk.example",
        gratis=JaNee.JA,
        talen={Taal.TR, Taal.NL},
        doelgroepen={Doelgroep.OUDEREN},
        toilet=JaNee.NEE,
        gesloten_van=date(2026, 12, 1),
        openingstijden="Apr-Sep Sa 10:00-12:00, Th[1] 09:00-10:00",
    )
    service = read(client, number)
    assert service["offers"]["price"] == "0"
    assert service["audience"] == [{"@type": "Audience", "audienceType": "ouderen"}]
    assert {one["alternateName"] for one in service["availableChannel"][0]["availableLanguage"]} == {"nl", "tr"}


def test_what_an_organisatie_offers_is_its_own_service(empty_app: Flask, client: FlaskClient) -> None:
    service = read(client, put(empty_app, soort=SoortAanbod.ACTIVITEIT, organisatie="Schaakclub"))
    assert (service["@type"], service["provider"]["name"]) == ("Service", "Schaakclub")


def test_each_place_has_its_own_hours(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app)
    with empty_app.app_context():
        build_extra(session(), session().get_one(Aanbod, number), openingstijden="We 14:00-16:00", naam="De Bieb")
        session().commit()
    places = [channel["serviceLocation"] for channel in read(client, number)["availableChannel"]]
    assert [place["openingHoursSpecification"][0]["opens"] for place in places] == ["10:00", "14:00"]


def test_what_is_by_appointment_has_no_hours(empty_app: Flask, client: FlaskClient) -> None:
    (channel,) = read(client, put(empty_app, op_afspraak=True))["availableChannel"]
    assert "openingHoursSpecification" not in channel["serviceLocation"]


def test_a_hidden_place_is_told_to_no_search_engine(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app, adres="Kerkstraat 1")
    with empty_app.app_context():
        erase_place(session(), session().get_one(Aanbod, number))
        session().commit()
    text = json.dumps(read(client, number))
    assert ("serviceLocation" in text, "Kerkstraat" in text) == (False, False)


def test_nothing_is_told_of_a_resident(empty_app: Flask, client: FlaskClient) -> None:
    number = put(empty_app, soort=SoortAanbod.INITIATIEF)
    with empty_app.app_context():
        session().get_one(Aanbod, number).contactpersoon = Contactpersoon(
            naam="Buurvrouw Jannie",
            telefoon="06 00000001",
            toestemming_op=date(2026, 1, 1),
            toestemming_hoe=Toestemmingswijze.MONDELING,
        )
        session().commit()
    text = json.dumps(read(client, number))
    assert ("Jannie" in text, "06 00000001" in text) == (False, False)


@pytest.mark.parametrize(("url", "teams"), [("/wijken/centrum-rozenprieel", 1), ("/wijken/GM0392", 8)])
def test_the_teams_of_a_gebied_are_told(empty_app: Flask, client: FlaskClient, url: str, teams: int) -> None:
    with empty_app.app_context():
        for team in teams_of_gemeente(session(), "GM0392"):
            team.telefoon = "023 5559999"
        session().commit()
    (found,) = told(client, url)
    assert find_faults(found) == []
    assert [team["telephone"] for team in found["@graph"]] == ["023 5559999"] * teams
    assert {team["parentOrganization"]["name"] for team in found["@graph"]} == {"Gemeente Haarlem"}


def test_no_name_breaks_out_of_the_data(empty_app: Flask, client: FlaskClient) -> None:
    naam = "Koffie </script><script>alert(1)</script> & \"thee\" <!-- 'x'"
    assert read(client, put(empty_app, naam=naam))["name"] == naam


def test_what_visitors_may_not_see_is_not_told(app: Flask, teamlid: FlaskClient, entry_ids: dict[str, int]) -> None:
    with app.app_context():
        session().get_one(Aanbod, entry_ids["eigen"]).status = Status.CONCEPT
        session().commit()
    assert told(teamlid, f"/aanbod/{entry_ids['eigen']}") == []
