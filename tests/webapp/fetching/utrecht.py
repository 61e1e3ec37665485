"""Utrecht as PDOK and CBS would answer it, made of published files; `python -m` serves it at an address that it prints.

For trying by hand: wijkbeeld fetch gebieden --gemeente GM0344 --jaar 2023 --base-url ADDRESS.
"""

import csv
import json
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import shapely

from tests.webapp.fetching.published import (
    FIGURES,
    Feature,
    Row,
    code_of,
    publish_odata_v3,
    publish_odata_v4,
    publish_ogc,
    publish_wfs,
    together,
)
from tests.webapp.fetching.replay import Answering, replaying

TABEL_2023 = "85618NED"
KWB_2023 = Path("data") / "cbs-kwb-utrecht" / "kwb-2023-utrecht.csv"
BUURTEN_2016 = Path("data") / "cbs-wijkbuurtkaart-2016" / "utrecht_buurten.geojson"
_PDOK_MISSING = -99997
_GEMEENTE = {"gemeentecode": "GM0344", "gemeentenaam": "Utrecht", "water": "NEE"}


def publish_utrecht(shared: Path, *, most: int = 50) -> Answering:
    """All four services, with so many rows a page at most."""
    rows = read_rows(shared / KWB_2023)
    gebieden = make_collections(shared / BUURTEN_2016, rows)
    return together(
        publish_ogc(gebieden, most=most),
        publish_wfs(gebieden, most=most),
        publish_odata_v3(TABEL_2023, rows),
        publish_odata_v4(TABEL_2023, rows, most=most),
    )


def read_rows(kwb: Path) -> dict[str, Row]:
    """Figures by gebied; None where CBS has a dot."""
    with kwb.open(encoding="utf-8", newline="") as file:
        return {row["gwb_code"]: {f.kwb: _number(row[f.kwb]) for f in FIGURES} for row in csv.DictReader(file)}


def _number(text: str) -> float | None:
    return None if text.strip() == "." else float(text)


def make_collections(path: Path, rows: Mapping[str, Row]) -> dict[str, list[Feature]]:
    """Gemeente, wijken and buurten with the names and figures of PDOK; wijken and gemeente are drawn around buurten."""
    buurten = [_buurt(feature) for feature in json.loads(path.read_text("utf-8"))["features"]]
    wijken = [_around(buurten, wijkcode=code) for code in sorted({b["properties"]["wijkcode"] for b in buurten})]
    collections = {"gemeenten": [_around(buurten)], "wijken": wijken, "buurten": buurten}
    for row in (row for collection in collections.values() for row in collection):
        figures = rows[code_of(row)]
        row["properties"] |= {
            f.ogc: _PDOK_MISSING if figures[f.kwb] is None else figures[f.kwb] for f in FIGURES if f.ogc
        }
    return collections


def _buurt(feature: Feature) -> Feature:
    own = feature["properties"]
    named = {"buurtcode": own["bu_code"], "buurtnaam": own["bu_naam"], "wijkcode": own["wk_code"], **_GEMEENTE}
    return {"type": "Feature", "properties": named, "geometry": feature["geometry"]}


def _around(buurten: Sequence[Feature], **properties: str) -> Feature:
    inside = [b["geometry"] for b in buurten if properties.items() <= b["properties"].items()]
    whole = shapely.union_all([shapely.geometry.shape(geometry) for geometry in inside])
    named = {**properties, **_GEMEENTE} | ({"wijknaam": f"Wijk {properties['wijkcode'][-2:]}"} if properties else {})
    return {"type": "Feature", "properties": named, "geometry": shapely.geometry.mapping(whole)}


if __name__ == "__main__":
    shared = Path(__file__).resolve().parents[4] / "shared"
    with replaying(publish_utrecht(shared), port=int(sys.argv[1])) as replay:
        sys.stdout.write(f"{replay.origin}\n")
        sys.stdout.flush()
        threading.Event().wait()
