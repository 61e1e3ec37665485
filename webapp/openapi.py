"""What can the API be asked, and what does it answer? The description of it (OpenAPI 3.1), for other software."""

from flask import url_for
from flask_babel import gettext as _

from collectief.words import Doelgroep, JaNee, Karakter, Leefgebied, SoortAanbod, Taal, Toegang
from geo.gebieden import Soort
from geo.indicatoren import Richting
from geo.kerncijfers import Status
from geo.themascores import ONVOLDOENDE_GEGEVENS
from webapp.json import GEOJSON
from webapp.openapi_inloop import inloop_path, inloop_schemas
from webapp.openapi_parts import (
    Schema,
    answers,
    day_of,
    enum_of,
    header_of,
    list_of,
    number_of,
    object_of,
    or_null,
    parameter,
    ref_to,
    refuses,
    text_of,
)
from webapp.openapi_zoeken import search_parameters
from webapp.params import DEFAULT_LIMIT, MAX_LIMIT
from webapp.writing.openapi import SECURITY_SCHEMES, writing_paths, writing_schemas

API_VERSION = "1.0.0"


def make_openapi() -> Schema:
    """The whole description, in the visitor's language."""
    writing = writing_paths()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Wijkbeeld",
            "version": API_VERSION,
            "description": _(
                "Aanbod in de wijk en cijfers per gebied. Lezen mag iedereen; wie schrijft, stuurt een token mee."
            ),
        },
        "servers": [{"url": url_for("bewoner.start", _external=True).rstrip("/")}],
        "paths": {
            "/api/aanbod": {"get": _aanbod(), **writing.pop("/api/aanbod")},
            **writing,
            "/api/inloop": {"get": inloop_path()},
            "/api/gebieden/{code}/profiel": {"get": _profiel()},
            "/api/openapi.json": {"get": _openapi()},
        },
        "components": {
            "schemas": _schemas() | inloop_schemas() | writing_schemas(),
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


def _aanbod() -> Schema:
    return {
        "operationId": "aanbod",
        "summary": _("Het aanbod op de kaart"),
        "description": _("Als GeoJSON, op volgorde van id; met een zoekvraag het beste antwoord eerst."),
        "parameters": _aanbod_parameters(),
        "responses": {
            "200": answers(
                GEOJSON, "AanbodCollection", headers={"Link": header_of(_("Waar het volgende deel staat."))}
            ),
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": refuses(_("Een parameter is onbekend of klopt niet; `parameter` zegt welke.")),
        },
    }


def _aanbod_parameters() -> list[Schema]:
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    return [
        parameter("bbox", list_of(number_of(), length=4), _("west,zuid,oost,noord in graden (WGS84)"), explode=False),
        parameter("soort", list_of(enum_of(SoortAanbod)), _("Mag vaker: een van deze soorten")),
        parameter("leefgebied", list_of(enum_of(Leefgebied)), _("Mag vaker: een van deze leefgebieden")),
        parameter("gebied", text_of(), _("Code van een gemeente, wijk of buurt, of de korte naam van een team")),
        *search_parameters(),
        parameter("limit", limit, _("Hoeveel er ten hoogste in het antwoord staan")),
        parameter("cursor", text_of(), _("Waar het vorige deel ophield; neem deze over uit de link `next`")),
    ]


def _profiel() -> Schema:
    code = text_of(_("Code van een gemeente, wijk of buurt, of de korte naam van een team"))
    return {
        "operationId": "profiel",
        "summary": _("De cijfers van een gebied"),
        "parameters": [{"name": "code", "in": "path", "required": True, "schema": code}, *_profiel_parameters()],
        "responses": {
            "200": answers("application/json", "Profiel"),
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": refuses(_("Een parameter is onbekend of klopt niet; `parameter` zegt welke.")),
            "404": refuses(_("Dit gebied kennen we niet.")),
        },
    }


def _profiel_parameters() -> list[Schema]:
    jaar, held_against = {"type": "integer"}, {"type": "string", "examples": ["nl", "gemeente"]}
    return [
        parameter("jaar", jaar, _("Een jaar waarvan er cijfers zijn; anders het jaar dat de pagina toont")),
        parameter("referentie", held_against, _("Waarmee de scores vergelijken: `nl`, of `gemeente` waar die er is")),
    ]


def _openapi() -> Schema:
    return {
        "operationId": "openapi",
        "summary": _("Deze beschrijving"),
        "responses": {
            "200": {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}},
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": refuses(_("Een parameter is onbekend.")),
        },
    }


def _schemas() -> Schema:
    return {
        "AanbodCollection": object_of(
            type={"const": "FeatureCollection"},
            features=list_of(ref_to("Feature")),
            numberReturned={"type": "integer", "minimum": 0},
            links=list_of(object_of(rel={"const": "next"}, type={"const": GEOJSON}, href=text_of())),
        ),
        "Feature": object_of(
            type={"const": "Feature"},
            id={
                "type": ["integer", "string"],
                "description": _("Het nummer van het aanbod; van een plek erbij met het nummer van die plek erachter"),
            },
            geometry=or_null(object_of(type={"const": "Point"}, coordinates=list_of(number_of(), length=2))),
            properties=ref_to("Aanbod"),
        ),
        "Aanbod": _aanbod_schema(),
        "Profiel": object_of(
            code=text_of(),
            naam=text_of(),
            soort=enum_of(Soort),
            jaar=or_null({"type": "integer"}),
            cijfers_van=or_null(object_of(code=text_of(), naam=text_of())),
            referentie=or_null(object_of(code=text_of(), jaar={"type": "integer"})),
            themas=list_of(ref_to("Themascore")),
            indicatoren=list_of(ref_to("Cijfer")),
        ),
        "Themascore": _themascore_schema(),
        "Cijfer": _cijfer_schema(),
        "Problem": object_of(
            type=text_of(),
            title=text_of(),
            status={"type": "integer"},
            detail=text_of(),
            optional={"parameter": text_of(_("Welke parameter niet klopt"))},
        ),
    }


def _aanbod_schema() -> Schema:
    return object_of(
        naam=text_of(),
        soort=enum_of(SoortAanbod),
        omschrijving=text_of(),
        karakter=enum_of(Karakter),
        toegang=enum_of(Toegang),
        kosten=or_null(text_of(_("In woorden; null is onbekend"))),
        gratis=enum_of(JaNee),
        openingstijden=or_null(text_of(_("Als opening_hours van OpenStreetMap; null is onbekend"))),
        op_afspraak={"type": "boolean"},
        gesloten_van=or_null(day_of(_("Vanaf deze dag tijdelijk gesloten"))),
        gesloten_tot=or_null(day_of(_("Tot en met deze dag tijdelijk gesloten"))),
        leeftijd_min=or_null({"type": "integer"}),
        leeftijd_max=or_null({"type": "integer"}),
        capaciteit=or_null({"type": "integer"}),
        leefgebieden=list_of(enum_of(Leefgebied)),
        doelgroepen=list_of(enum_of(Doelgroep)),
        talen=list_of(enum_of(Taal)),
        organisatie=or_null(text_of(_("Wie het aanbiedt; null: vraag het team van de buurt"))),
        **_plek_properties(),
        gemeente=text_of(_("CBS-code van de gemeente")),
        gecontroleerd_op=or_null(day_of()),
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
        "bereikbaar_via": or_null(text_of()),
        "locatie": or_null(text_of(_("Hoe de plek heet"))),
        "adres": or_null(text_of()),
        "buurtcode": or_null(text_of(_("CBS-code van de buurt"))),
        **{access: or_null(enum_of(JaNee)) for access in ("rolstoel", "toilet", "ringleiding", "rustige_ruimte")},
    }


def _score() -> Schema:
    return {**number_of(_("0 tot 100, meer is gunstiger")), "minimum": 0, "maximum": 100}


def _themascore_schema() -> Schema:
    return object_of(
        code=text_of(),
        naam=text_of(),
        gewicht=number_of(_("Hoe zwaar het thema telt in het totaal")),
        score=or_null(_score()),
        score_ondergrens=or_null(_score()),
        score_bovengrens=or_null(_score()),
        status={"type": "string", "enum": [Status.WAARDE.value, ONVOLDOENDE_GEGEVENS]},
        bekend={**number_of(_("Welk deel van het gewicht bekend is")), "minimum": 0, "maximum": 1},
        indicatoren=list_of(text_of()),
    )


def _cijfer_schema() -> Schema:
    score = _score()
    return object_of(
        code=text_of(),
        naam=text_of(),
        thema=text_of(),
        eenheid=text_of(),
        waarde=or_null(number_of(_("null is onbekend, nooit nul"))),
        status=enum_of(Status),
        ondergrens=or_null(number_of()),
        bovengrens=or_null(number_of()),
        teller=or_null(number_of()),
        noemer=or_null(number_of()),
        noemer_code=or_null(text_of(_("Code van de indicator waardoor is gedeeld"))),
        noemer_bij_benadering={"type": "boolean", "description": _("Of een ander aantal de echte noemer vervangt")},
        score=or_null(score),
        score_ondergrens=or_null(score),
        score_bovengrens=or_null(score),
        score_toelichting=text_of(_("Waarom er geen score is")),
        richting=or_null(enum_of(Richting)),
        jaar={"type": "integer"},
        bron=text_of(),
        tabel=text_of(),
        opgehaald_op=or_null({"type": "string", "format": "date"}),
        bestand=text_of(_("Uit welk bestand het is gelezen; leeg is onbekend")),
        sha256=text_of(),
        kolom=text_of(_("Hoe het in dat bestand heet; leeg is onbekend")),
        kolommen=list_of(text_of(_("Hoe het cijfer in bestanden heet"))),
        klein_aantal={"type": "boolean", "description": _("Zo weinig dat een paar meer of minder veel uitmaakt")},
        toelichting=text_of(),
    )
