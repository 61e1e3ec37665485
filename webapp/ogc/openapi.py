"""What can the OGC API be asked, and what does it answer? Its description by OpenAPI 3.0, which map programs read."""

from collections.abc import Iterable

from flask_babel import gettext as _

from collectief.words import SoortAanbod
from geo.gebieden import Soort
from webapp.json import GEOJSON
from webapp.ogc.asked import DEFAULT_LIMIT, MAX_LIMIT
from webapp.ogc.crs import Crs
from webapp.ogc.documents import AANBOD, COLLECTIONS, GEBIEDEN, Document
from webapp.ogc.links import HTML, JSON, LICENTIE, OPENAPI, url_of
from webapp.ogc.schemas import PLEK_ID, TEXT, enum_of, make_schemas, ref
from webapp.openapi_parts import PROBLEM

API_VERSION = "1.0.0"
FEATURE_IDS: dict[str, Document] = {GEBIEDEN: TEXT, AANBOD: PLEK_ID}


def make_openapi() -> Document:
    return {
        "openapi": "3.0.3",
        "info": {
            "title": _("Wijkbeeld als OGC API"),
            "version": API_VERSION,
            "description": _("Gebieden en aanbod door OGC API Features. Alles is openbaar."),
            "license": {"name": "CC BY 4.0", "url": LICENTIE},
        },
        "servers": [{"url": url_of("landing").rstrip("/")}],
        "tags": [{"name": name} for name in COLLECTIONS],
        "paths": _make_paths(),
        "components": {"parameters": _make_parameters(), "schemas": make_schemas()},
    }


def _make_paths() -> Document:
    paths = {
        "/": _operation("landing", _("Begin hier"), JSON, "landingPage"),
        "/conformance": _operation(
            "conformance", _("Aan welke delen van de standaard dit voldoet"), JSON, "confClasses"
        ),
        "/api": _operation("api", _("Deze beschrijving"), OPENAPI, "openapi"),
        "/collections": _operation("collections", _("De verzamelingen"), JSON, "collections"),
    }
    for name in COLLECTIONS:
        paths |= _collection_paths(name)
    return paths


def _collection_paths(name: str) -> Document:
    filters = _filters(name)
    of_items = ["bbox", "bbox-crs", "crs", "datetime", "limit", "cursor"]
    identity = {"name": "featureId", "in": "path", "required": True, "schema": FEATURE_IDS[name]}
    path = f"/collections/{name}"
    return {
        path: _operation(f"{name}.collection", _("De verzameling"), JSON, "collection", tag=name),
        f"{path}/items": _operation(
            f"{name}.items",
            _("Alles in deze verzameling, in delen"),
            GEOJSON,
            f"{name}Collection",
            parameters=[*map(_ref_parameter, of_items), *filters],
            tag=name,
        ),
        f"{path}/items/{{featureId}}": _operation(
            f"{name}.item",
            _("Eén uit deze verzameling"),
            GEOJSON,
            f"{name}Feature",
            parameters=[identity, _ref_parameter("crs")],
            tag=name,
            may_be_unknown=True,
        ),
    }


def _filters(name: str) -> list[Document]:
    if name == AANBOD:
        return [_query("soort", enum_of(SoortAanbod), _("Alleen aanbod van deze soort"))]
    return [
        _query("soort", enum_of(Soort), _("Alleen gebieden van deze soort")),
        _query("gemeente", {"type": "string"}, _("Alleen gebieden in de gemeente met deze code, zoals GM0392")),
    ]


def _operation(
    name: str,
    summary: str,
    mimetype: str,
    schema: str,
    *,
    parameters: Iterable[Document] = (),
    tag: str | None = None,
    may_be_unknown: bool = False,
) -> Document:
    unknown = {"404": _refuses(_("Deze kennen we niet."))} if may_be_unknown else {}
    content = {mimetype: {"schema": ref(schema)}, HTML: {"schema": {"type": "string"}}}
    operation = {
        "operationId": name,
        "summary": summary,
        "parameters": [*parameters, _ref_parameter("f")],
        "responses": {
            "200": {"description": "OK", "content": content},
            "400": _refuses(_("Een parameter is onbekend of klopt niet; `parameter` zegt welke.")),
            **unknown,
        },
    }
    return {"get": operation | ({"tags": [tag]} if tag else {})}


def _make_parameters() -> Document:
    uris = {"type": "string", "format": "uri", "enum": [crs.uri for crs in Crs], "default": Crs.CRS84.uri}
    bbox = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    described: dict[str, tuple[Document, str]] = {
        "bbox": (bbox, _("Alleen wat in deze rechthoek ligt of hem raakt, in de volgorde van de assen van bbox-crs")),
        "bbox-crs": (uris, _("Het coördinatenstelsel van bbox")),
        "crs": (uris, _("Het coördinatenstelsel van het antwoord")),
        "datetime": (
            {"type": "string"},
            _("Een moment of periode. Wat hier staat heeft geen tijd en hoort er altijd bij"),
        ),
        "limit": (limit, _("Hoeveel er ten hoogste in het antwoord staan")),
        "cursor": ({"type": "string"}, _("Waar het vorige deel ophield; neem deze over uit de link `next`")),
        "f": ({"type": "string", "enum": ["json", "html"]}, _("De vorm van het antwoord")),
    }
    return {name: _query(name, schema, text) for name, (schema, text) in described.items()}


def _query(name: str, schema: Document, description: str) -> Document:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "style": "form",
        "explode": False,
        "description": description,
    }


def _refuses(description: str) -> Document:
    return {"description": description, "content": {PROBLEM: {"schema": ref("exception")}}}


def _ref_parameter(name: str) -> Document:
    return {"$ref": f"#/components/parameters/{name}"}
