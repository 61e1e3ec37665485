"""Is what the national geocoder says read well, and does it hear no more than it must?"""

from pathlib import Path

import httpx
import pytest

from collectief.spatial import Punt
from tests.answers import Answering, Service, is_down
from webapp.geocoder import CACHED_FOR_S, Geocoder

HAARLEM = "GM0392"


def gives(body: bytes, status: int = 200) -> Answering:
    return lambda _request: httpx.Response(status, content=body)


def geocoder(service: Service) -> Geocoder:
    return Geocoder(url="http://geocoder.example/v3_1", upstream=service.upstream(), clock=service.clock)


def sample(shared: Path, name: str) -> bytes:
    return (shared / "data" / "pdok-locatieserver" / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "naam", "punt"),
    [
        ("lookup-haarlem-riouwstraat-1.json", "Riouwstraat 1, 2022ZJ Haarlem", Punt(104647.676, 490206.575)),
        ("free.json", "Bolstraat 1, 3581WS Utrecht", Punt(137569.474, 455650.561)),
    ],
)
def test_an_address_has_a_name_and_a_point_in_rd(shared: Path, name: str, naam: str, punt: Punt) -> None:
    assert list(geocoder(Service(gives(sample(shared, name)))).find("x", gemeente=HAARLEM)) == [
        (naam, punt, naam.split(" ")[0] + ", " + naam.split(" ")[-1])
    ]


def test_an_address_in_degrees_only_is_turned_into_rd() -> None:
    doc = b'{"response": {"docs": [{"weergavenaam": "A", "centroide_ll": "POINT(4.64739941 52.39738762)"}]}}'
    (address,) = geocoder(Service(gives(doc))).find("x", gemeente=HAARLEM)
    assert address.punt == pytest.approx((104647.676, 490206.575), abs=1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><title>Onderhoud</title>",
        b"[]",
        b"null",
        b'{"response": null}',
        b'{"response": {"docs": [{"weergavenaam": "A"}]}}',
        b'{"response": {"docs": [{"weergavenaam": "A", "centroide_rd": "POINT EMPTY"}]}}',
        b'{"response": {"docs": [{"weergavenaam": "A", "centroide_rd": null}]}}',
        b'{"response": {"docs": []}}',
    ],
)
def test_nonsense_is_no_address(body: bytes) -> None:
    assert list(geocoder(Service(gives(body))).find("x", gemeente=HAARLEM)) == []


@pytest.mark.parametrize("name", ["error.json", "suggest.json", "suggest-utrecht-2018.json"])
def test_other_answers_of_the_same_service_are_no_address(shared: Path, name: str) -> None:
    assert list(geocoder(Service(gives(sample(shared, name)))).find("x", gemeente=HAARLEM)) == []


def test_a_geocoder_that_is_down_gives_no_address() -> None:
    assert list(geocoder(Service(is_down)).find("x", gemeente=HAARLEM)) == []


def test_a_geocoder_that_is_switched_off_is_not_asked() -> None:
    service = Service(is_down)
    Geocoder(url="", upstream=service.upstream()).find("x", gemeente=HAARLEM)
    assert service.requests == []


def test_only_the_gemeente_itself_is_searched() -> None:
    service = Service(gives(b""))
    geocoder(service).find("dorpsstraat 1", gemeente=HAARLEM)
    asked = service.requests[0].url.params
    assert asked["q"] == "dorpsstraat 1"
    assert "gemeentecode:0392" in asked.get_list("fq")


def test_operators_of_the_search_language_are_not_passed_on() -> None:
    service = Service(gives(b""))
    geocoder(service).find('*:* OR type:"weg" {!x} ^2 ~ [a TO b]', gemeente=HAARLEM)
    assert not set('*:"{}!^~[]') & set(service.requests[0].url.params["q"])


def test_nothing_of_the_visitor_is_passed_on() -> None:
    service = Service(gives(b""))
    geocoder(service).find("x", gemeente=HAARLEM)
    assert set(service.requests[0].headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_the_same_question_is_asked_once_an_hour() -> None:
    service = Service(gives(b'{"response": {"docs": []}}'))
    asked = geocoder(service)
    for seconds in (0, CACHED_FOR_S - 1, CACHED_FOR_S):
        service.clock.now = seconds
        asked.find("x", gemeente=HAARLEM)
    assert len(service.requests) == 2


def test_a_failure_is_not_remembered_as_an_answer(shared: Path) -> None:
    service = Service(gives(b"<html>"))
    asked = geocoder(service)
    asked.find("x", gemeente=HAARLEM)
    service.answering = gives(sample(shared, "lookup-haarlem-riouwstraat-1.json"))
    assert len(asked.find("x", gemeente=HAARLEM)) == 1
