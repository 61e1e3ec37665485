"""What does the OGC API give, in which order and form, and what does it refuse?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from collectief.words import SoortAanbod
from tests.asking_ogc import AANBOD, COUNT, GEBIEDEN, features, found, walk
from tests.builders import GEMEENTE, build_aanbod
from webapp.context import session as request_session
from webapp.ogc.crs import Crs

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

Put = Callable[..., int]


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture
def visitor(empty_app: Flask) -> FlaskClient:
    """Of an application without aanbod, on both databases."""
    return empty_app.test_client()


@pytest.fixture
def put(empty_app: Flask) -> Put:
    """Store an entry with these telling values; its id."""

    def _put(**telling: Any) -> int:
        with empty_app.app_context():
            number = build_aanbod(request_session(), **telling).id
            request_session().commit()
            return number

    return _put


# Pages


@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD])
@pytest.mark.parametrize("limit", [1, 7, 47])
def test_the_pages_hold_every_feature_once(client: FlaskClient, url: str, limit: int) -> None:
    walked = [feature["id"] for page in walk(client, f"{url}?limit={limit}") for feature in page["features"]]
    assert walked == list(features(client, url))


def test_every_gebied_is_given_and_counted(client: FlaskClient) -> None:
    assert len(features(client, GEBIEDEN)) == COUNT
    assert found(client, GEBIEDEN, limit=1)["numberMatched"] == COUNT


def test_a_page_has_a_hundred_features_unless_asked_otherwise(client: FlaskClient) -> None:
    assert found(client, GEBIEDEN)["numberReturned"] == 100


def test_more_than_the_maximum_means_the_maximum(client: FlaskClient) -> None:
    assert found(client, GEBIEDEN, limit=10**20)["numberReturned"] == COUNT


def test_the_next_page_keeps_what_was_asked(client: FlaskClient) -> None:
    pages = list(walk(client, f"{GEBIEDEN}?limit=4&soort=teamgebied&crs={Crs.RD.uri}"))
    assert [page["numberMatched"] for page in pages] == [8, 8]
    assert pages[1]["features"][0]["geometry"]["coordinates"][0][0][0][0] > 100_000


# Filters


@pytest.mark.parametrize(("soort", "count"), [("gemeente", 1), ("wijk", 21), ("buurt", 111), ("teamgebied", 8)])
def test_gebieden_are_chosen_by_soort(client: FlaskClient, soort: str, count: int) -> None:
    assert len(features(client, GEBIEDEN, soort=soort)) == count


def test_gebieden_are_chosen_by_gemeente(client: FlaskClient) -> None:
    assert len(features(client, GEBIEDEN, gemeente=GEMEENTE)) == COUNT
    assert features(client, GEBIEDEN, gemeente="GM0344") == {}


def test_aanbod_is_chosen_by_soort(visitor: FlaskClient, put: Put) -> None:
    put(soort=SoortAanbod.ACTIVITEIT)
    chosen = put(soort=SoortAanbod.VOORZIENING)
    assert set(features(visitor, AANBOD, soort="voorziening")) == {chosen}


@pytest.mark.parametrize(
    "moment", ["2022-01-01T00:00:00Z", "2022-01-01T00:00:00Z/..", "../2022-01-01T00:00:00.5+01:00"]
)
def test_what_has_no_moment_takes_part_at_every_moment(client: FlaskClient, moment: str) -> None:
    assert len(features(client, GEBIEDEN, datetime=moment)) == COUNT


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("kleur=groen", "kleur"),
        ("limit=0", "limit"),
        ("limit=veel", "limit"),
        ("limit=", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=1,2,3,4,5", "bbox"),
        ("bbox=1,2,3,nan", "bbox"),
        ("bbox=1,,2,3,4", "bbox"),
        ("bbox=", "bbox"),
        ("bbox=4,53,5,52", "bbox"),
        ("bbox=181,52,182,53", "bbox"),
        (f"bbox=5,4,4,5&bbox-crs={Crs.RD.uri}", "bbox"),
        ("bbox-crs=EPSG:28992", "bbox-crs"),
        ("crs=EPSG:28992", "crs"),
        ("crs=", "crs"),
        ("datetime=gisteren", "datetime"),
        ("datetime=2022-13-01", "datetime"),
        ("datetime=../..", "datetime"),
        ("soort=groen", "soort"),
        ("f=xml", "f"),
        ("crs=1&crs=2", "crs"),
    ],
)
@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD])
def test_a_parameter_that_is_wrong_is_refused_by_name(
    client: FlaskClient, url: str, asked: str, parameter: str
) -> None:
    answer = client.get(f"{url}?{asked}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json is not None
    assert answer.json["parameter"] == parameter


@pytest.mark.parametrize("path", ["", "conformance", "api", "collections", "collections/gebieden"])
def test_a_parameter_that_is_not_known_is_refused_everywhere(client: FlaskClient, path: str) -> None:
    assert client.get(f"/ogc/{path}?kleur=groen").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "bestaat-niet",
        "collections/bomen",
        "collections/gebieden/items/WK999999",
        "collections/aanbod/items/0",
        "collections/aanbod/items/99999999999999999999",
        "collections/aanbod/items/naam",
    ],
)
def test_what_does_not_exist_is_a_problem_with_404(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/ogc/{path}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


# Form


@pytest.mark.parametrize(
    ("accept", "asked", "mimetype"),
    [
        (BROWSER, "", "text/html"),
        (BROWSER, "?f=json", "application/geo+json"),
        ("*/*", "", "application/geo+json"),
        ("application/geo+json, application/json", "", "application/geo+json"),
        ("application/json", "?f=html", "text/html"),
        ("image/png", "", "application/geo+json"),
    ],
)
def test_people_get_a_page_and_programs_get_data(client: FlaskClient, accept: str, asked: str, mimetype: str) -> None:
    answer = client.get(f"{GEBIEDEN}{asked}", headers={"Accept": accept})
    assert answer.mimetype == mimetype
    assert "Accept" in answer.headers["Vary"]


def test_a_page_leads_to_the_data_and_the_data_to_the_page(client: FlaskClient) -> None:
    data = found(client, GEBIEDEN, limit=2)
    [page] = [link["href"] for link in data["links"] if link["rel"] == "alternate"]
    assert data["features"][0]["properties"]["naam"] in client.get(page).get_data(as_text=True)
    assert "f=json" in client.get(page).get_data(as_text=True)


def test_the_page_of_the_description_names_every_parameter(client: FlaskClient) -> None:
    page, described = client.get("/ogc/api?f=html").get_data(as_text=True), client.get("/ogc/api").json
    assert described is not None
    assert all(f"<code>{name}</code>" in page for name in described["components"]["parameters"])


def test_without_its_last_slash_the_landing_page_is_found_too(client: FlaskClient) -> None:
    answer = client.get("/ogc", follow_redirects=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")


@pytest.mark.parametrize("path", ["", "collections/gebieden/items", "collections/gebieden/items?limit=0"])
def test_pages_of_others_may_read_it(client: FlaskClient, path: str) -> None:
    assert client.get(f"/ogc/{path}").headers["Access-Control-Allow-Origin"] == "*"


def test_who_has_the_answer_already_is_told_so(client: FlaskClient) -> None:
    first = client.get(GEBIEDEN)
    assert client.get(GEBIEDEN, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_another_system_is_another_answer(client: FlaskClient) -> None:
    assert etag(client.get(GEBIEDEN)) != etag(client.get(GEBIEDEN, query_string={"crs": Crs.RD.uri}))


def etag(answer: TestResponse) -> str:
    return answer.headers["ETag"]
