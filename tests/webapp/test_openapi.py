"""Is the API what its description says, and the description all there is?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker

from collectief.words import Doelgroep, Karakter, Leefgebied, SoortAanbod, Toegang
from geo.indicatoren import Richting
from geo.kerncijfers import Status

Validate = Callable[[Any, str], None]


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture(scope="module")
def description(client: FlaskClient) -> Any:
    return client.get("/api/openapi.json").json


@pytest.fixture(scope="module")
def validate(description: Any) -> Validate:
    """Hold data against the named schema; what the schema does not name, may not be there."""

    def _validate(data: Any, name: str) -> None:
        document = {"$ref": f"#/components/schemas/{name}", "components": _closed(description["components"])}
        Draft202012Validator(document, format_checker=FormatChecker()).validate(data)

    return _validate


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    closed = {name: _closed(value) for name, value in part.items()}
    return closed | {"additionalProperties": False} if part.get("type") == "object" else closed


def test_it_says_that_it_is_openapi_3_1(description: Any) -> None:
    assert description["openapi"].startswith("3.1.")
    assert description["info"].keys() >= {"title", "version"}


def test_every_schema_is_a_json_schema(description: Any) -> None:
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_within_it_has_its_target(description: Any) -> None:
    named = set(re.findall(r"#/components/schemas/(\w+)", str(description)))
    assert named == description["components"]["schemas"].keys()


def test_it_describes_every_route_of_the_api_and_no_other(reading_app: Flask, description: Any) -> None:
    routes = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in reading_app.url_map.iter_rules()}
    assert {route for route in routes if route.startswith("/api/")} == description["paths"].keys()


@pytest.mark.parametrize(
    ("schema", "name", "words"),
    [
        ("Aanbod", "soort", SoortAanbod),
        ("Aanbod", "karakter", Karakter),
        ("Aanbod", "toegang", Toegang),
        ("Cijfer", "status", Status),
    ],
)
def test_a_closed_list_is_the_same_as_in_the_code(description: Any, schema: str, name: str, words: Any) -> None:
    assert description["components"]["schemas"][schema]["properties"][name]["enum"] == list(words)


@pytest.mark.parametrize(("name", "words"), [("leefgebieden", Leefgebied), ("doelgroepen", Doelgroep)])
def test_a_closed_list_of_several_is_the_same_as_in_the_code(description: Any, name: str, words: Any) -> None:
    assert description["components"]["schemas"]["Aanbod"]["properties"][name]["items"]["enum"] == list(words)


def test_richting_is_the_same_as_in_the_code(description: Any) -> None:
    choices = description["components"]["schemas"]["Cijfer"]["properties"]["richting"]["anyOf"]
    assert choices[0]["enum"] == list(Richting)


def test_it_names_every_parameter_that_aanbod_takes(client: FlaskClient, description: Any) -> None:
    told = {parameter["name"] for parameter in description["paths"]["/api/aanbod"]["get"]["parameters"]}
    answer = client.get("/api/aanbod?kleur=groen").json
    assert answer is not None
    assert answer["detail"].endswith(f"Dit kan wel: {', '.join(sorted(told))}.")


def test_it_names_every_parameter_that_a_profiel_takes(client: FlaskClient, description: Any) -> None:
    parameters = description["paths"]["/api/gebieden/{code}/profiel"]["get"]["parameters"]
    told = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
    answer = client.get("/api/gebieden/WK039221/profiel?kleur=groen").json
    assert answer is not None
    assert answer["detail"].endswith(f"Dit kan wel: {', '.join(sorted(told))}.")


@pytest.mark.parametrize("url", ["/api/aanbod", "/api/aanbod?limit=1", "/api/aanbod?bbox=0,0,1,1"])
def test_aanbod_answers_as_described(client: FlaskClient, validate: Validate, url: str) -> None:
    validate(client.get(url).json, "AanbodCollection")


@pytest.mark.parametrize("code", ["GM0392", "WK039221", "BU03922107", "BU03920601", "centrum-rozenprieel"])
def test_a_profiel_answers_as_described(client: FlaskClient, validate: Validate, code: str) -> None:
    validate(client.get(f"/api/gebieden/{code}/profiel").json, "Profiel")


@pytest.mark.parametrize("url", ["/api/aanbod?kleur=groen", "/api/aanbod?bbox=1,2", "/api/gebieden/WK999999/profiel"])
def test_a_refusal_answers_as_described(client: FlaskClient, validate: Validate, description: Any, url: str) -> None:
    answer = client.get(url)
    path = re.sub(r"WK\d+", "{code}", url.partition("?")[0])
    told = description["paths"][path]["get"]["responses"][str(answer.status_code)]
    assert answer.mimetype in told["content"]
    validate(answer.json, "Problem")


def test_what_a_program_reads_of_an_entry_is_as_described(client: FlaskClient, validate: Validate) -> None:
    features = client.get("/api/aanbod?limit=1").get_json()["features"]
    validate(client.get(f"/api/aanbod/{features[0]['id']}").get_json(), "Opgeslagen")


def test_only_what_writes_asks_for_a_token(description: Any) -> None:
    operations = [(method, told) for path in description["paths"].values() for method, told in path.items()]
    assert {method for method, told in operations if "security" in told} == {"post", "patch"}
    assert {method for method, told in operations if "security" not in told} == {"get"}
