"""Does the catalogue of the open data say what DCAT-AP-NL asks, and does everything in it lead somewhere?"""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.open_data.bestanden import FORMATEN

MANDATORY = {
    "dcat:Catalog": {"dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dct:license"},
    "dcat:Dataset": {
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dct:publisher",
        "dct:creator",
        "dcat:contactPoint",
        "dcat:theme",
        "dct:accessRights",
        "dct:accrualPeriodicity",
        "dct:spatial",
        "dcat:distribution",
    },
    "dcat:Distribution": {"dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "dct:format", "dct:license"},
    "dcat:DataService": {"dct:title", "dct:identifier", "dcat:endpointURL", "dcat:servesDataset", "dct:license"},
}
"""What DCAT-AP-NL 3.0 asks of each, and what we promise besides."""


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture(scope="module")
def catalogus(client: FlaskClient) -> Any:
    return client.get("/open-data/catalogus.jsonld").json


def nodes_of(part: Any) -> list[dict[str, Any]]:
    """Every node of the document that says what it is."""
    if isinstance(part, list):
        return [node for item in part for node in nodes_of(item)]
    if not isinstance(part, dict):
        return []
    inner = [node for value in part.values() for node in nodes_of(value)]
    return [part, *inner] if "@type" in part and "@value" not in part else inner


@pytest.mark.parametrize("kind", MANDATORY)
def test_each_node_says_what_must_be_said(catalogus: Any, kind: str) -> None:
    found = [node for node in nodes_of(catalogus) if node["@type"] == kind]
    assert found
    assert all(node.keys() >= MANDATORY[kind] for node in found)


def test_every_file_is_in_the_catalogue_and_answers_as_it_says(client: FlaskClient, catalogus: Any) -> None:
    files = [node for node in nodes_of(catalogus) if node["@type"] == "dcat:Distribution"]
    assert {node["dcat:downloadURL"]["@id"].rsplit("/", 1)[1] for node in files} == set(FORMATEN)
    for node in files:
        answer = client.get(node["dcat:downloadURL"]["@id"])
        assert node["dcat:mediaType"]["@id"].endswith(f"/{answer.mimetype}")


def test_every_reference_is_an_absolute_address(catalogus: Any) -> None:
    refs = [node["@id"] for node in nodes_of(catalogus) if "@id" in node]
    assert all(urlsplit(ref).scheme in ("http", "https") and urlsplit(ref).netloc for ref in refs)


def test_every_prefix_is_explained(catalogus: Any) -> None:
    names = {name for node in nodes_of(catalogus) for name in [*node, node["@type"]] if not name.startswith("@")}
    assert {name.partition(":")[0] for name in names} <= set(catalogus["@context"])


def test_a_dataset_leads_to_its_place_on_the_page(client: FlaskClient, catalogus: Any) -> None:
    page = client.get("/open-data/").get_data(as_text=True)
    for dataset in catalogus["dcat:dataset"]:
        assert f'id="{urlsplit(dataset["@id"]).fragment}"' in page


def test_the_years_of_the_figures_are_told(catalogus: Any) -> None:
    [kerncijfers] = [node for node in catalogus["dcat:dataset"] if node["@id"].endswith("-kerncijfers")]
    assert kerncijfers["dct:temporal"]["dcat:startDate"]["@value"] == "2022-01-01"
