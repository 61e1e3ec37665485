"""What can the API be asked, and what does it answer? The description of it (OpenAPI 3.1), for other software."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from collectief.words import Doelgroep, JaNee, Karakter, Leefgebied, SoortAanbod, Taal, Toegang
from geo.gebieden import Soort
from geo.indicatoren import Richting
from geo.kerncijfers import Status
from geo.themascores import ONVOLDOENDE_GEGEVENS
from webapp.json import GEOJSON
from webapp.params import DEFAULT_LIMIT, MAX_LIMIT
from webapp.writing.openapi import SECURITY_SCHEMES, writing_paths, writing_schemas

API_VERSION = "1.0.0"
PROBLEM = "application/problem+json"

Schema = dict[str, Any]


def make_openapi() -> Schema:
    """The whole description, in the visitor's language."""
    writing = writing_paths()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Wijkbeeld",
            "version": API_VERSION,
            "description": _("Aanbod in de wijk en cijfers per gebied. Lezen mag iedereen; wie schrijft, stuurt een token mee."),
        },
        "servers": [{"url": url_for("bewoner.start", _external=True).rstrip("/")}],
        "paths": {
            "/api/aanbod": {"get": _aanbod(), **writing.pop("/api/aanbod")},
            **writing,
            "/api/gebieden/{code}/profiel": {"get": _profiel()},
            "/api/openapi.json": {"get": _openapi()},
        },
        "components": {"schemas": _schemas() | writing_schemas(), "securitySchemes": SECURITY_SCHEMES},
    }


def _aanbod() -> Schema:
    return {
        "operationId": "aanbod",
        "summary": _("Het aanbod op de kaart"),
        "description": _("Als GeoJSON, op volgorde van id. De link `next` wijst naar het volgende deel."),
        "parameters": _aanbod_parameters(),
        "responses": {
            "200": _answers(GEOJSON, "AanbodCollection", headers={"Link": _header(_("Waar het volgende deel staat."))}),
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": _refuses(_("Een parameter is onbekend of klopt niet; `parameter` zegt welke.")),
        },
    }


def _aanbod_parameters() -> list[Schema]:
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    return [
        _parameter("bbox", _list_of(_number(), length=4), _("west,zuid,oost,noord in graden (WGS84)"), explode=False),
        _parameter("soort", _list_of(_enum(SoortAanbod)), _("Mag vaker: een van deze soorten")),
        _parameter("leefgebied", _list_of(_enum(Leefgebied)), _("Mag vaker: een van deze leefgebieden")),
        _parameter("gebied", _text(), _("Code van een gemeente, wijk of buurt, of de korte naam van een team")),
        _parameter("limit", limit, _("Hoeveel er ten hoogste in het antwoord staan")),
        _parameter("cursor", _text(), _("Waar het vorige deel ophield; neem deze over uit de link `next`")),
    ]


def _profiel() -> Schema:
    code = _text(_("Code van een gemeente, wijk of buurt, of de korte naam van een team"))
    return {
        "operationId": "profiel",
        "summary": _("De cijfers van een gebied"),
        "parameters": [{"name": "code", "in": "path", "required": True, "schema": code}, *_profiel_parameters()],
        "responses": {
            "200": _answers("application/json", "Profiel"),
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": _refuses(_("Een parameter is onbekend of klopt niet; `parameter` zegt welke.")),
            "404": _refuses(_("Dit gebied kennen we niet.")),
        },
    }


def _profiel_parameters() -> list[Schema]:
    jaar, held_against = {"type": "integer"}, {"type": "string", "examples": ["nl", "gemeente"]}
    return [
        _parameter("jaar", jaar, _("Een jaar waarvan er cijfers zijn; anders het jaar dat de pagina toont")),
        _parameter("referentie", held_against, _("Waarmee de scores vergelijken: `nl`, of `gemeente` waar die er is")),
    ]


def _openapi() -> Schema:
    return {
        "operationId": "openapi",
        "summary": _("Deze beschrijving"),
        "responses": {
            "200": {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}},
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": _refuses(_("Een parameter is onbekend.")),
        },
    }


def _schemas() -> Schema:
    return {
        "AanbodCollection": _object(
            type={"const": "FeatureCollection"},
            features=_list_of(_ref("Feature")),
            numberReturned={"type": "integer", "minimum": 0},
            links=_list_of(_object(rel={"const": "next"}, type={"const": GEOJSON}, href=_text())),
        ),
        "Feature": _object(
            type={"const": "Feature"},
            id={
                "type": ["integer", "string"],
                "description": _("Het nummer van het aanbod; van een plek erbij met het nummer van die plek erachter"),
            },
            geometry=_or_null(_object(type={"const": "Point"}, coordinates=_list_of(_number(), length=2))),
            properties=_ref("Aanbod"),
        ),
        "Aanbod": _aanbod_schema(),
        "Profiel": _object(
            code=_text(),
            naam=_text(),
            soort=_enum(Soort),
            jaar=_or_null({"type": "integer"}),
            cijfers_van=_or_null(_object(code=_text(), naam=_text())),
            referentie=_or_null(_object(code=_text(), jaar={"type": "integer"})),
            themas=_list_of(_ref("Themascore")),
            indicatoren=_list_of(_ref("Cijfer")),
        ),
        "Themascore": _themascore_schema(),
        "Cijfer": _cijfer_schema(),
        "Problem": _object(
            type=_text(),
            title=_text(),
            status={"type": "integer"},
            detail=_text(),
            optional={"parameter": _text(_("Welke parameter niet klopt"))},
        ),
    }


def _aanbod_schema() -> Schema:
    return _object(
        naam=_text(),
        soort=_enum(SoortAanbod),
        omschrijving=_text(),
        karakter=_enum(Karakter),
        toegang=_enum(Toegang),
        kosten=_or_null(_text(_("In woorden; null is onbekend"))),
        gratis=_enum(JaNee),
        openingstijden=_or_null(_text(_("Als opening_hours van OpenStreetMap; null is onbekend"))),
        op_afspraak={"type": "boolean"},
        gesloten_van=_or_null(_day(_("Vanaf deze dag tijdelijk gesloten"))),
        gesloten_tot=_or_null(_day(_("Tot en met deze dag tijdelijk gesloten"))),
        leeftijd_min=_or_null({"type": "integer"}),
        leeftijd_max=_or_null({"type": "integer"}),
        capaciteit=_or_null({"type": "integer"}),
        leefgebieden=_list_of(_enum(Leefgebied)),
        doelgroepen=_list_of(_enum(Doelgroep)),
        talen=_list_of(_enum(Taal)),
        organisatie=_or_null(_text(_("Wie het aanbiedt; null: vraag het team van de buurt"))),
        **_plek_properties(),
        gemeente=_text(_("CBS-code van de gemeente")),
        gecontroleerd_op=_or_null(_day()),
        gewijzigd_op={"type": "string", "format": "date-time"},
        voorbeeld={"type": "boolean", "description": _("Een voorbeeld bestaat niet echt")},
        url={"type": "string", "format": "uri", "description": _("De pagina voor bewoners")},
    )


def _plek_properties() -> Schema:
    """All but `verborgen` are null where the place is secret or not known."""
    return {
        "verborgen": {
            "type": "boolean",
            "description": _("De plek is geheim: bereikbaar_via zegt hoe u contact maakt"),
        },
        "bereikbaar_via": _or_null(_text()),
        "locatie": _or_null(_text(_("Hoe de plek heet"))),
        "adres": _or_null(_text()),
        "buurtcode": _or_null(_text(_("CBS-code van de buurt"))),
        **{access: _or_null(_enum(JaNee)) for access in ("rolstoel", "toilet", "ringleiding", "rustige_ruimte")},
    }


def _score() -> Schema:
    return {**_number(_("0 tot 100, meer is gunstiger")), "minimum": 0, "maximum": 100}


def _themascore_schema() -> Schema:
    return _object(
        code=_text(),
        naam=_text(),
        gewicht=_number(_("Hoe zwaar het thema telt in het totaal")),
        score=_or_null(_score()),
        score_ondergrens=_or_null(_score()),
        score_bovengrens=_or_null(_score()),
        status={"type": "string", "enum": [Status.WAARDE.value, ONVOLDOENDE_GEGEVENS]},
        bekend={**_number(_("Welk deel van het gewicht bekend is")), "minimum": 0, "maximum": 1},
        indicatoren=_list_of(_text()),
    )


def _cijfer_schema() -> Schema:
    score = _score()
    return _object(
        code=_text(),
        naam=_text(),
        thema=_text(),
        eenheid=_text(),
        waarde=_or_null(_number(_("null is onbekend, nooit nul"))),
        status=_enum(Status),
        ondergrens=_or_null(_number()),
        bovengrens=_or_null(_number()),
        teller=_or_null(_number()),
        noemer=_or_null(_number()),
        noemer_code=_or_null(_text(_("Code van de indicator waardoor is gedeeld"))),
        noemer_bij_benadering={"type": "boolean", "description": _("Of een ander aantal de echte noemer vervangt")},
        score=_or_null(score),
        score_ondergrens=_or_null(score),
        score_bovengrens=_or_null(score),
        score_toelichting=_text(_("Waarom er geen score is")),
        richting=_or_null(_enum(Richting)),
        jaar={"type": "integer"},
        bron=_text(),
        tabel=_text(),
        opgehaald_op=_or_null({"type": "string", "format": "date"}),
        bestand=_text(_("Uit welk bestand het is gelezen; leeg is onbekend")),
        sha256=_text(),
        kolom=_text(_("Hoe het in dat bestand heet; leeg is onbekend")),
        kolommen=_list_of(_text(_("Hoe het cijfer in bestanden heet"))),
        klein_aantal={"type": "boolean", "description": _("Zo weinig dat een paar meer of minder veel uitmaakt")},
        toelichting=_text(),
    )


def _parameter(name: str, schema: Schema, description: str, *, explode: bool = True) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": description, "explode": explode}


def _answers(mimetype: str, schema: str, *, headers: Schema | None = None) -> Schema:
    headers = {"ETag": _header(_("Stuur deze terug als If-None-Match.")), **(headers or {})}
    return {"description": "OK", "headers": headers, "content": {mimetype: {"schema": _ref(schema)}}}


def _refuses(description: str) -> Schema:
    return {"description": description, "content": {PROBLEM: {"schema": _ref("Problem")}}}


def _header(description: str) -> Schema:
    return {"description": description, "schema": _text()}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(*, optional: Schema | None = None, **properties: Schema) -> Schema:
    """Every property but the optional ones is always there; what is not known is null."""
    return {"type": "object", "properties": properties | (optional or {}), "required": list(properties)}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list_of(items: Schema, *, length: int | None = None) -> Schema:
    size = {} if length is None else {"minItems": length, "maxItems": length}
    return {"type": "array", "items": items, **size}


def _enum(words: Iterable[StrEnum]) -> Schema:
    return {"type": "string", "enum": [word.value for word in words]}


def _text(description: str = "") -> Schema:
    return {"type": "string"} | ({"description": description} if description else {})


def _day(description: str = "") -> Schema:
    return _text(description) | {"format": "date"}


def _number(description: str = "") -> Schema:
    return {"type": "number"} | ({"description": description} if description else {})
