"""Can GDAL, and so QGIS, open the landing page of the OGC API and read every feature?"""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import shapely
from flask import Flask
from flask.testing import FlaskClient

from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.builders import GEMEENTE

pytestmark = pytest.mark.skipif(
    not (shutil.which("ogrinfo") and shutil.which("ogr2ogr")),
    reason="GDAL's tools are not on this machine (Debian: gdal-bin)",
)

COLLECTIONS = ("gebieden", "aanbod")
PATIENCE_S = 60
BOX = (4.63, 52.37, 4.65, 52.39)  # degrees, a part of Haarlem


@pytest.fixture(scope="module")
def source(reading_server: str) -> str:
    return f"OAPIF:{reading_server}/ogc/"


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture(scope="module")
def haarlem(haarlem_sets: Gebiedensets) -> Gebiedenset:
    return haarlem_sets.get(GEMEENTE)


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def read(source: str, name: str, folder: Path, *options: str) -> dict[str, Any]:
    """The features by id as GDAL made GeoJSON of them."""
    file = folder / "out.geojson"
    run("ogr2ogr", "-f", "GeoJSON", str(file), source, name, "-lco", "RFC7946=NO", *options)
    return {
        feature["properties"].get("code") or feature["properties"]["url"]: feature
        for feature in json.loads(file.read_text("utf-8"))["features"]
    }


def ours(client: FlaskClient, name: str, **asked: object) -> list[Any]:
    page = client.get(f"/ogc/collections/{name}/items", query_string={"limit": 10_000, **asked}).json
    assert page is not None
    features: list[Any] = page["features"]
    return features


def test_the_landing_page_leads_to_both_collections(source: str) -> None:
    assert re.findall(r"^\d+: (\w+)", run("ogrinfo", "-ro", source), flags=re.MULTILINE) == list(COLLECTIONS)


@pytest.mark.parametrize("name", COLLECTIONS)
@pytest.mark.parametrize("page_size", [10, 1000])
def test_every_feature_is_read(source: str, client: FlaskClient, name: str, page_size: int) -> None:
    listed = run("ogrinfo", "-ro", "-q", "-geom=NO", "-oo", f"PAGE_SIZE={page_size}", source, name)
    ids = re.findall(r"^  url \(String\) = \S+/(\S+)$", listed, flags=re.MULTILINE)
    expected = [feature["properties"]["url"].rsplit("/", 1)[1] for feature in ours(client, name)]
    assert ids == expected != []


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_box_is_asked_of_us_and_gives_what_lies_in_it(
    source: str, client: FlaskClient, tmp_path: Path, name: str
) -> None:
    expected = ours(client, name, bbox=",".join(map(str, BOX)))
    given = read(source, name, tmp_path, "-spat", *map(str, BOX), "-spat_srs", "OGC:CRS84")
    assert 0 < len(expected) < len(ours(client, name))
    assert len(given) == len(expected)


def test_in_rd_a_gebied_lies_where_the_set_has_it(source: str, haarlem: Gebiedenset, tmp_path: Path) -> None:
    given = read(source, "gebieden", tmp_path, "-t_srs", "EPSG:28992")
    for code, stored in haarlem.grenzen.geometry.items():
        assert shapely.hausdorff_distance(shapely.geometry.shape(given[code]["geometry"]), stored) < 0.2


def test_figures_arrive_as_numbers_and_unknown_ones_as_none(source: str, tmp_path: Path) -> None:
    given = read(source, "gebieden", tmp_path)
    assert isinstance(given["WK039221"]["properties"]["inwoners"], int)
    assert given["BU03922107"]["properties"]["inwoners"] is None
