"""How does our API of HSDS answer: to whom, in which form, and what does it keep to itself?"""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from collectief.models import Aanbod
from collectief.words import Status
from tests.webapp.hsds.variety import NEVER_TOLD
from webapp.context import session, today

LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def client(few_app: Flask) -> FlaskClient:
    return few_app.test_client()


def get(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.json


def first(client: FlaskClient, **values: object) -> Any:
    """The full answer of the first published entry that has these values."""
    with client.application.app_context():
        query = session().query(Aanbod).filter_by(status=Status.GEPUBLICEERD, **values)
        key = query.order_by(Aanbod.id).first().uuid  # type: ignore[union-attr]
    return get(client, f"/hsds/services/{key}")


def test_the_base_says_which_version_and_where_the_rest_stands(client: FlaskClient) -> None:
    base = get(client, "/hsds/")
    assert base["version"] == "3.0"
    assert all(client.get(base[name]).status_code == 200 for name in ("profile", "openapi_url"))


@pytest.mark.parametrize("name", LISTS)
def test_every_path_of_the_description_answers(client: FlaskClient, name: str) -> None:
    described = get(client, "/hsds/openapi.json")["paths"]
    assert {f"/{name}", f"/{name}/{{id}}"} <= set(described)
    record = get(client, f"/hsds/{name}")["contents"][0]
    assert get(client, f"/hsds/{name}/{record['id']}")["id"] == record["id"]


@pytest.mark.parametrize("name", LISTS)
def test_every_parameter_of_the_description_is_taken(client: FlaskClient, name: str) -> None:
    described = get(client, "/hsds/openapi.json")
    asked = [ref["$ref"].rsplit("/", 1)[1] for ref in described["paths"][f"/{name}"]["get"]["parameters"]]
    right = {"format": "json", "page": "1", "per_page": "5", "perPage": "5", "postcode": "2037"}
    together = [f"{one}={right.get(one, '')}" for one in asked if one not in ("perPage", "proximity")]
    assert client.get(f"/hsds/{name}?{'&'.join(together)}").status_code == 200
    assert client.get(f"/hsds/{name}?perPage=5").json["contents"]  # type: ignore[index]


@pytest.mark.parametrize("path", ["/hsds/", *(f"/hsds/{name}" for name in LISTS), f"/hsds/services/{NOBODY}"])
def test_every_origin_may_read(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
    asked_first = client.options(path, headers={"Origin": "https://elders.example"})
    assert asked_first.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in asked_first.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("services?naam=koffie", "naam"),
        ("services?page=0", "page"),
        ("services?page=een", "page"),
        ("services?per_page=501", "per_page"),
        ("services?perPage=0", "perPage"),
        ("services?per_page=5&perPage=5", "perPage"),
        ("services?page=1&page=2", "page"),
        ("services?format=xml", "format"),
        ("services?minimal=ja", "minimal"),
        ("services?full=2", "full"),
        ("services?taxonomy_id=leefgebied", "taxonomy_id"),
        ("services?organization_id=1", "organization_id"),
        ("services?modified_after=gisteren", "modified_after"),
        ("services?postcode=2011", "postcode"),
        ("service_at_locations?postcode=haarlem", "postcode"),
        ("service_at_locations?postcode=9999", "postcode"),
        ("service_at_locations?proximity=100", "proximity"),
        ("service_at_locations?postcode=2011&proximity=nan", "proximity"),
        ("service_at_locations?postcode=2011&proximity=0", "proximity"),
        ("service_at_locations?minimal=true", "minimal"),
        ("taxonomies?taxonomy_id=1", "taxonomy_id"),
        ("organizations?search=%00", "search"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(client: FlaskClient, asked: str, named: str) -> None:
    answer = client.get(f"/hsds/{asked}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json["parameter"] == named  # type: ignore[index]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("key", [NOBODY, "1", "geen-uuid"])
def test_what_nobody_has_is_not_found(client: FlaskClient, name: str, key: str) -> None:
    answer = client.get(f"/hsds/{name}/{key}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("name", LISTS)
def test_lines_hold_the_same_as_pages(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/hsds/{name}?format=ndjson&per_page=2")
    assert answer.mimetype == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert lines == get(client, f"/hsds/{name}?per_page=500")["contents"]


def test_a_page_past_the_last_is_empty_and_the_last(client: FlaskClient) -> None:
    page = get(client, "/hsds/services?page=1000")
    assert (page["empty"], page["last_page"], page["size"], page["contents"]) == (True, True, 0, [])
    assert page["total_items"] > 0


def test_a_minimal_list_has_everything_on_one_page(client: FlaskClient) -> None:
    page = get(client, "/hsds/services?minimal=true")
    assert page["total_pages"] == 1
    assert {tuple(stamp) for stamp in page["contents"]} == {("id", "modified_date")}


def test_who_has_the_answer_already_is_told_so(client: FlaskClient) -> None:
    tag = client.get("/hsds/services").headers["ETag"]
    assert client.get("/hsds/services", headers={"If-None-Match": tag}).status_code == 304


def test_a_contactpersoon_is_nowhere(client: FlaskClient) -> None:
    paths = [f"/hsds/{name}?full=true&per_page=500" for name in LISTS[:3]]
    paths += ["/hsds/organizations?full_service=true&per_page=500"]
    said = "".join(client.get(path).get_data(as_text=True) for path in paths)
    assert "Stichting Voorbeeld" in said
    assert not any(secret in said for secret in (NEVER_TOLD, "06 99 99", "niemand@"))


def test_only_what_is_published_is_there(client: FlaskClient) -> None:
    with client.application.app_context():
        others = session().query(Aanbod).filter(Aanbod.status != Status.GEPUBLICEERD)
        keys = {str(aanbod.uuid) for aanbod in others}
    listed = {record["id"] for record in get(client, "/hsds/services?per_page=500")["contents"]}
    assert keys
    assert not keys & listed
    assert {client.get(f"/hsds/services/{key}").status_code for key in keys} == {404}


def test_of_a_hidden_place_only_the_gemeente_and_the_way_to_reach_it_are_told(client: FlaskClient) -> None:
    hidden = first(client, verborgen=True)
    assert "service_at_locations" not in hidden
    assert [area["name"] for area in hidden["service_areas"]] == ["Haarlem"]
    assert "023 123 45 67" in hidden["application_process"]


def test_what_is_closed_for_a_while_says_so_and_has_no_hours_on_those_days(client: FlaskClient) -> None:
    begin, end = today() - timedelta(days=2), today() + timedelta(days=30)
    closed = first(client, gesloten_van=begin, gesloten_tot=end)
    assert closed["status"] == "temporarily closed"
    assert "Gesloten vanaf" in closed["alert"]
    said = [one for place in closed.get("service_at_locations", []) for one in place.get("schedules", [])]
    assert all(
        one["valid_from"] > end.isoformat() or one["valid_to"] < begin.isoformat() for one in said if "freq" in one
    )


def test_a_key_stays_when_the_entry_changes(app: Flask) -> None:
    client = app.test_client()
    before = get(client, "/hsds/service_at_locations?per_page=1")["contents"][0]
    with app.app_context():
        aanbod = session().query(Aanbod).filter_by(uuid=UUID(before["service"]["id"])).one()
        aanbod.naam = "Heel anders"
        session().commit()
    after = get(client, f"/hsds/service_at_locations/{before['id']}")
    assert after["service"]["name"] == "Heel anders"
    assert after["service"]["id"] == before["service"]["id"]
