"""What can the API be asked about walking in near a place? Described for other software."""

from flask_babel import gettext as _

from collectief.words import Leefgebied, Openstatus, Taal
from webapp.json import GEOJSON
from webapp.openapi_parts import (
    Schema,
    answers,
    enum_of,
    list_of,
    number_of,
    object_of,
    or_null,
    parameter,
    ref_to,
    refuses,
    text_of,
)
from webapp.pages.api_inloop import DEFAULT_LIMIT
from webapp.params import MAX_LIMIT
from webapp.zoekvraag import NU


def inloop_path() -> Schema:
    return {
        "operationId": "inloop",
        "summary": _("De inloopplekken bij een plek"),
        "description": _("Als GeoJSON, de dichtstbijzijnde eerst, met hoe het er op dat moment voor staat."),
        "parameters": _parameters(),
        "responses": {
            "200": answers(GEOJSON, "InloopCollection"),
            "304": {"description": _("U hebt dit antwoord al.")},
            "400": refuses(_("Een parameter is onbekend of klopt niet; `parameter` zegt welke.")),
        },
    }


def _parameters() -> list[Schema]:
    limit = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    moment = text_of() | {"examples": ["2026-11-24T10:00", "2026-11-24T10:00:00+01:00"]}
    return [
        parameter("lon", number_of(), _("Lengtegraad van de plek (WGS84)")) | {"required": True},
        parameter("lat", number_of(), _("Breedtegraad van de plek (WGS84)")) | {"required": True},
        parameter("op", moment, _("Op welk moment; zonder tijdzone is het Nederlandse tijd. Zonder `op` is het nu")),
        parameter("open", enum_of([NU]), _("Alleen wat op dat moment open is")),
        parameter("limit", limit, _("Hoeveel er ten hoogste in het antwoord staan")),
    ]


def inloop_schemas() -> Schema:
    return {
        "InloopCollection": object_of(
            type={"const": "FeatureCollection"},
            features=list_of(ref_to("InloopFeature")),
            numberReturned={"type": "integer", "minimum": 0},
        ),
        "InloopFeature": object_of(
            type={"const": "Feature"},
            id={"type": ["integer", "string"]},
            geometry=object_of(type={"const": "Point"}, coordinates=list_of(number_of(), length=2)),
            properties=ref_to("Inloop"),
        ),
        "Inloop": _inloop_schema(),
    }


def _inloop_schema() -> Schema:
    moment = {"type": "string", "format": "date-time"}
    return object_of(
        naam=text_of(),
        status=enum_of(Openstatus),
        open_tot=or_null(moment),
        volgende_opening=or_null(moment),
        afstand_m=number_of(_("In een rechte lijn, in meters")),
        loopminuten={"type": "integer", "minimum": 1, "description": _("Een schatting: de straten kennen we niet")},
        locatie=or_null(text_of(_("Hoe de plek heet"))),
        adres=or_null(text_of()),
        telefoon=or_null(text_of(_("Van de organisatie, of van het wijkteam"))),
        leefgebieden=list_of(enum_of(Leefgebied)),
        talen=list_of(enum_of(Taal)),
        voorbeeld={"type": "boolean", "description": _("Een voorbeeld bestaat niet echt")},
        url={"type": "string", "format": "uri", "description": _("De pagina voor bewoners")},
    )
