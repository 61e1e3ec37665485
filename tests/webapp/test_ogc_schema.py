"""Does every answer of the OGC API have the shape that the standard prescribes, and that our own description says?"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker

from tests.asking_ogc import walk
from webapp.ogc.crs import Crs

STANDARD = json.loads((Path(__file__).parent / "ogc_core.json").read_text("utf-8"))
SHAPES = {
    "/ogc/": "landingPage",
    "/ogc/conformance": "confClasses",
    "/ogc/collections": "collections",
    "/ogc/collections/gebieden": "collection",
    "/ogc/collections/aanbod": "collection",
    "/ogc/collections/gebieden/items?limit=10000": "featureCollection",
    "/ogc/collections/aanbod/items?limit=10000": "featureCollection",
    "/ogc/collections/gebieden/items?limit=1": "featureCollection",
    "/ogc/collections/gebieden/items?bbox=0,0,1,1": "featureCollection",
    "/ogc/collections/gebieden/items/GM0392": "featureAlone",
    "/ogc/collections/aanbod/items/{eigen}": "featureAlone",
    "/ogc/collections/gebieden/items?bbox=1,2": "exception",
    "/ogc/collections/gebieden/items/GM9999": "exception",
    "/ogc/collections/bomen": "exception",
    "/ogc/bestaat-niet": "exception",
}
COLLECTIONS = ("gebieden", "aanbod")

Validate = Callable[[Any, str], None]


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture(scope="module")
def description(client: FlaskClient) -> Any:
    return client.get("/ogc/api").json


@pytest.fixture(scope="module")
def validate(description: Any) -> Validate:
    """Hold data against a schema of our description; what the schema does not name, may not be there."""
    schemas = _closed(description["components"]["schemas"])

    def _validate(data: Any, name: str) -> None:
        document = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        Draft202012Validator(document, format_checker=FormatChecker()).validate(data)

    return _validate


def _closed(part: Any) -> Any:
    """OpenAPI 3.0 writes `nullable` where JSON Schema has a type null."""
    if isinstance(part, list):
        return [_closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    closed = {name: _closed(value) for name, value in part.items() if name != "nullable"}
    if "properties" in part:
        closed["additionalProperties"] = False
    return {"anyOf": [closed, {"type": "null"}]} if part.get("nullable") else closed


def follows_standard(data: Any, name: str) -> None:
    schema = {"$ref": f"#/$defs/{name}", "$defs": STANDARD["$defs"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)


def test_the_schema_of_the_standard_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(STANDARD)


@pytest.mark.parametrize(("url", "name"), SHAPES.items(), ids=SHAPES.keys())
def test_an_answer_has_the_shape_of_the_standard(
    client: FlaskClient, entry_ids: dict[str, int], url: str, name: str
) -> None:
    follows_standard(client.get(url.format(**entry_ids)).json, name)


@pytest.mark.parametrize("url", ["/ogc/collections/gebieden/items?limit=30", "/ogc/collections/aanbod/items?limit=30"])
def test_every_page_of_a_collection_has_the_shape_of_the_standard(client: FlaskClient, url: str) -> None:
    pages = list(walk(client, url))
    assert len(pages) > 2
    for page in pages:
        follows_standard(page, "featureCollection")


@pytest.mark.parametrize("crs", Crs, ids=lambda crs: crs.name)
@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_features_are_as_our_description_says(client: FlaskClient, validate: Validate, name: str, crs: Crs) -> None:
    items = client.get(f"/ogc/collections/{name}/items?limit=10000&crs={crs.uri}").json
    validate(items, f"{name}Collection")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/ogc/", "landingPage"),
        ("/ogc/conformance", "confClasses"),
        ("/ogc/collections", "collections"),
        ("/ogc/collections/aanbod", "collection"),
        ("/ogc/collections/gebieden/items/GM0392", "gebiedenFeature"),
        ("/ogc/collections/gebieden?kleur=rood", "exception"),
    ],
)
def test_an_answer_is_as_our_description_says(client: FlaskClient, validate: Validate, url: str, name: str) -> None:
    answer = client.get(url).json
    assert answer is not None
    answer.pop("timeStamp", None)
    validate(answer, name)


def test_the_description_is_openapi_3_0(client: FlaskClient) -> None:
    answer = client.get("/ogc/api")
    assert answer.content_type == "application/vnd.oai.openapi+json;version=3.0"
    assert answer.json is not None
    assert answer.json["openapi"].startswith("3.0.")


def test_the_landing_page_names_the_description_by_its_own_type(client: FlaskClient) -> None:
    landing = client.get("/ogc/").json
    assert landing is not None
    [described] = [link for link in landing["links"] if link["rel"] == "service-desc"]
    assert client.get(described["href"]).content_type == described["type"]


def test_the_description_names_every_route_and_no_other(reading_app: Flask, description: Any) -> None:
    rules = [
        rule.rule.removeprefix("/ogc") for rule in reading_app.url_map.iter_rules() if rule.rule.startswith("/ogc/")
    ]
    routes = {re.sub(r"<(?:\w+:)?feature_id>", "{featureId}", rule) for rule in rules}
    of_collections = {rule for rule in routes if "<any" in rule}
    assert routes - of_collections | {f"/collections/{name}" for name in COLLECTIONS} == description["paths"].keys()


def test_every_reference_in_the_description_has_its_target(description: Any) -> None:
    named = set(re.findall(r"#/components/(\w+)/([\w-]+)", json.dumps(description)))
    assert named == {(kind, name) for kind, group in description["components"].items() for name in group}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_takes_every_parameter_that_is_described_and_no_other(
    client: FlaskClient, description: Any, name: str
) -> None:
    told = description["paths"][f"/collections/{name}/items"]["get"]["parameters"]
    names = {parameter.get("name") or parameter["$ref"].rsplit("/", 1)[1] for parameter in told}
    answer = client.get(f"/ogc/collections/{name}/items?kleur=rood").json
    assert answer is not None
    assert answer["detail"].endswith(f"Dit kan wel: {', '.join(sorted(names))}.")


def test_a_collection_says_of_itself_what_the_list_says_of_it(client: FlaskClient) -> None:
    listed = client.get("/ogc/collections").json
    assert listed is not None
    for collection in listed["collections"]:
        alone = client.get(f"/ogc/collections/{collection['id']}").json
        assert alone is not None
        assert alone | {"links": 0} == collection | {"links": 0}
