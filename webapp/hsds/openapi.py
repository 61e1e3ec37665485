"""What can the HSDS API be asked? Its description (OpenAPI 3.1), which points to the schemas of the standard."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.hsds.asked import DEFAULT_PER_PAGE, MAX_PER_PAGE, MAX_RADIUS_M, Format
from webapp.hsds.listing import NDJSON

VERSION = "1.0.0"
LICENTIE = "https://creativecommons.org/licenses/by/4.0/"
SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/"
PROBLEM = "application/problem+json"

PAGING = ("page", "per_page", "perPage", "format")
SERVICES = ("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full")
LISTS = {
    "/services": ("service", (*SERVICES, "minimal")),
    "/service_at_locations": ("service_at_location", (*SERVICES, "postcode", "proximity")),
    "/organizations": ("organization", ("search", "full", "full_service")),
    "/taxonomies": ("taxonomy", ("search",)),
    "/taxonomy_terms": ("taxonomy_term", ("search", "taxonomy_id", "top_only", "parent_id")),
}
OF_ONE = {"organization": ("full_service",)}

Schema = dict[str, Any]


def make_openapi() -> Schema:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Wijkbeeld als HSDS 3.0"),
            "version": VERSION,
            "description": _("De sociale kaart volgens Open Referral HSDS 3.0. Openbaar, zonder sleutel."),
            "license": {"name": "CC BY 4.0", "url": LICENTIE},
        },
        "servers": [{"url": url_for("hsds.base", _external=True).rstrip("/")}],
        "paths": {"/": {"get": _base()}} | dict(_paths()),
        "components": {"parameters": _parameters(), "schemas": {"Page": _page()}},
    }


def _paths() -> list[tuple[str, Schema]]:
    return [
        path
        for place, (name, parameters) in LISTS.items()
        for path in ((place, {"get": _list(place, name, parameters)}), (f"{place}/{{id}}", {"get": _one(place, name)}))
    ]


def _base() -> Schema:
    names = {name: {"type": "string"} for name in ("version", "profile", "openapi_url")}
    schema = {"type": "object", "properties": names, "required": list(names)}
    return {
        "operationId": "base",
        "summary": _("Wat dit is"),
        "responses": {"200": _answer(_("Versie en profiel"), schema), "400": _refusal()},
    }


def _list(place: str, name: str, parameters: tuple[str, ...]) -> Schema:
    contents = {"type": "object", "properties": {"contents": {"type": "array", "items": _object(name)}}}
    page = {"allOf": [{"$ref": "#/components/schemas/Page"}, contents]}
    return {
        "operationId": place.strip("/"),
        "summary": _("Bladzijden van %(name)s", name=name),
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in (*parameters, *PAGING)],
        "responses": {
            "200": {"description": "OK", "content": {"application/json": {"schema": page}, NDJSON: {}}},
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": _refusal(),
        },
    }


def _one(place: str, name: str) -> Schema:
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    extra = [{"$ref": f"#/components/parameters/{parameter}"} for parameter in OF_ONE.get(name, ())]
    return {
        "operationId": f"{place.strip('/')}_id",
        "summary": _("Alles over een %(name)s", name=name),
        "parameters": [key, *extra],
        "responses": {
            "200": _answer("OK", _object(name)),
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": _refusal(),
            "404": {"description": _("Dit is er niet (meer)."), "content": {PROBLEM: {}}},
        },
    }


def _parameters() -> Schema:
    key, flag = {"type": "string", "format": "uuid"}, {"type": "boolean", "default": False}
    per_page = _number(1, MAX_PER_PAGE) | {"default": DEFAULT_PER_PAGE}
    told: dict[str, tuple[Schema, str]] = {
        "search": ({"type": "string"}, _("Woorden die er alle in moeten staan")),
        "taxonomy_term_id": (key, _("Met deze term")),
        "taxonomy_id": (key, _("Met een term uit deze lijst")),
        "organization_id": (key, _("Van deze organisatie, dit team of deze gemeente")),
        "modified_after": ({"type": "string", "format": "date-time"}, _("Gewijzigd op of na dit moment")),
        "minimal": (flag, _("Alleen id en modified_date, alles op een bladzijde")),
        "full": (flag, _("Met alles wat erbij hoort")),
        "full_service": (flag, _("Met alles over elke service")),
        "postcode": ({"type": "string", "examples": ["2011"]}, _("Wat er is voor het midden van deze postcode")),
        "proximity": (_number(1, MAX_RADIUS_M), _("Ten hoogste zoveel meter van het midden van de postcode")),
        "top_only": (flag, _("Alleen termen die onder geen andere staan: dat zijn ze hier alle")),
        "parent_id": (key, _("Alleen termen onder deze term: die zijn er hier niet")),
        "page": (_number(1, None), _("De hoeveelste bladzijde")),
        "per_page": (per_page, _("Hoeveel er op een bladzijde staan")),
        "perPage": (per_page, _("Hetzelfde als per_page")),
        "format": ({"type": "string", "enum": list(Format)}, _("ndjson geeft alles, een per regel, zonder bladzijden")),
    }
    return {
        name: {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
        for name, (schema, description) in told.items()
    }


def _page() -> Schema:
    numbers = {name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")}
    claims = {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    return {"type": "object", "properties": numbers | claims, "required": [*numbers, *claims]}


def _object(name: str) -> Schema:
    return {"$ref": f"{SCHEMAS}{name}.json"}


def _number(least: int, most: int | None) -> Schema:
    return {"type": "integer", "minimum": least} | ({} if most is None else {"maximum": most})


def _answer(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _refusal() -> Schema:
    description = _("Een parameter is onbekend of klopt niet; `parameter` zegt welke.")
    return {"description": description, "content": {PROBLEM: {}}}
