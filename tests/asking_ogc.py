"""How do tests ask the OGC API? (Fixtures come from the modules that use them.)"""

from collections.abc import Iterator
from typing import Any

import shapely
from flask.testing import FlaskClient

GEBIEDEN, AANBOD = "/ogc/collections/gebieden/items", "/ogc/collections/aanbod/items"
COUNT = 141  # of Haarlem: 1 gemeente, 21 wijken, 111 buurten and 8 teamgebieden


def found(client: FlaskClient, url: str, **asked: object) -> Any:
    answer = client.get(url, query_string={name.replace("_", "-"): value for name, value in asked.items()})
    assert answer.status_code == 200, answer.json
    return answer.json


def features(client: FlaskClient, url: str, **asked: object) -> dict[Any, Any]:
    return {feature["id"]: feature for feature in found(client, url, limit=10_000, **asked)["features"]}


def walk(client: FlaskClient, url: str | None) -> Iterator[Any]:
    while url:
        page = client.get(url).json
        assert page is not None
        yield page
        url = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)


def shape_of(feature: Any) -> Any:
    return shapely.geometry.shape(feature["geometry"])
