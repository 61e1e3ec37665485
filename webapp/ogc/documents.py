"""What does the OGC API say of itself and its collections?"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _

from geo.gebiedenset import Gebiedenset
from webapp.json import GEOJSON
from webapp.ogc.crs import STORED_IN, Crs
from webapp.ogc.extent import bounds_of_all
from webapp.ogc.found import Feature, Found
from webapp.ogc.links import HTML, JSON, LICENTIE, OPENAPI, Link, make_link, next_links, own_links, url_of

GEBIEDEN, AANBOD = "gebieden", "aanbod"
COLLECTIONS = (GEBIEDEN, AANBOD)

# No class stands here of which not every requirement is met: the pages leave out the shapes, so `html` does not.
CONFORMS_TO = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
)

Document = dict[str, Any]


def make_landing() -> Document:
    return {
        "title": _("Wijkbeeld als OGC API"),
        "description": _(
            "Gebieden en aanbod voor kaartprogramma's zoals QGIS. Alles is openbaar, u hebt geen sleutel nodig."
        ),
        "attribution": _("CBS / Kadaster en de gemeenten"),
        "links": [
            *own_links(JSON),
            make_link("service-desc", url_of("api"), OPENAPI, _("Beschrijving voor programma's (OpenAPI 3.0)")),
            make_link("service-doc", url_of("api", f="html"), HTML, _("Beschrijving voor mensen")),
            make_link("conformance", url_of("conformance"), JSON, _("Aan welke delen van de standaard dit voldoet")),
            make_link("data", url_of("collections"), JSON, _("De verzamelingen")),
            make_link("license", LICENTIE, HTML, "CC BY 4.0"),
        ],
    }


def make_conformance() -> Document:
    return {"conformsTo": list(CONFORMS_TO), "links": own_links(JSON)}


def make_collections(sets: Sequence[Gebiedenset]) -> Document:
    collections = [make_collection(name, sets, links=_self_link(name)) for name in COLLECTIONS]
    return {"links": own_links(JSON), "crs": [crs.uri for crs in Crs], "collections": collections}


def make_collection(name: str, sets: Sequence[Gebiedenset], *, links: list[Link] | None = None) -> Document:
    """`links` to the collection itself: those of the answer, unless it stands in a list of collections."""
    bounds = bounds_of_all(sets)
    return {
        "id": name,
        "title": titles()[name],
        "description": _descriptions()[name],
        **({"extent": {"spatial": {"bbox": [bounds], "crs": Crs.CRS84.uri}}} if bounds else {}),
        "itemType": "feature",
        "crs": [crs.uri for crs in Crs],
        "storageCrs": STORED_IN.uri,
        "links": [*(links or own_links(JSON)), *_item_links(name)],
    }


def make_items(name: str, found: Found) -> Document:
    matched = {} if found.number_matched is None else {"numberMatched": found.number_matched}
    return {
        "type": "FeatureCollection",
        "numberReturned": len(found.features),
        **matched,
        "links": [*own_links(GEOJSON), *next_links(found.next_cursor), _collection_link(name)],
        "features": found.features,
    }


def make_item(name: str, feature: Feature) -> Document:
    return {**feature, "links": [*own_links(GEOJSON), _collection_link(name)]}


def stamped(items: Document) -> Document:
    return {**items, "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")}


def titles() -> dict[str, str]:
    return {GEBIEDEN: _("Gebieden"), AANBOD: _("Aanbod")}


def _descriptions() -> dict[str, str]:
    return {
        GEBIEDEN: _(
            "Gemeenten, wijken, buurten en teamgebieden, met hun grenzen. Staat bij grenzen schets, dan kan een grens "
            "tientallen meters verkeerd liggen. Een leeg aantal inwoners is onbekend, niet nul."
        ),
        AANBOD: _(
            "Inloopplekken, activiteiten, initiatieven van bewoners en voorzieningen, als punten. Staat bij voorbeeld "
            "dat het waar is, dan is het verzonnen om te laten zien hoe de dienst werkt."
        ),
    }


def _item_links(name: str) -> list[Link]:
    return [
        make_link("items", url_of(name), GEOJSON, _("Alles in deze verzameling")),
        make_link("items", url_of(name, f="html"), HTML, _("Alles in deze verzameling als pagina")),
        make_link("license", LICENTIE, HTML, "CC BY 4.0"),
    ]


def _self_link(name: str) -> list[Link]:
    return [make_link("self", url_of("collection", collection=name), JSON, _("Deze verzameling"))]


def _collection_link(name: str) -> Link:
    return make_link("collection", url_of("collection", collection=name), JSON, _("De verzameling"))
