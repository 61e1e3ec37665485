"""How is the writing part of the API described (OpenAPI 3.1)? The body's schema comes from the body itself."""

from typing import Any

from flask_babel import gettext as _

from collectief.words import Recht
from webapp.openapi_parts import Schema, list_of, object_of, ref_to, refuses, text_of
from webapp.writing.body import AanbodBody

JSON = "application/json"

SECURITY_SCHEMES: Schema = {"token": {"type": "http", "scheme": "bearer"}}


def writing_paths() -> dict[str, Schema]:
    """Per path the operations; those of a path that the reading part has too are to be added to it."""
    return {"/api/aanbod": {"post": _post()}, "/api/aanbod/{id}": {"get": _get(), "patch": _patch()}}


def writing_schemas() -> Schema:
    text, number = text_of(), {"type": "integer"}
    stored = {"id": number, "uuid": text | {"format": "uuid"}, "url": text | {"format": "uri"}, "versie": number}
    problem = {"type": text, "title": text, "status": number, "detail": text}
    alike = object_of(id=number, naam=text, url=text | {"format": "uri"})
    return {
        "AanbodInvoer": _body_schema(),
        "Opgeslagen": object_of(**stored, aanbod=ref_to("AanbodInvoer")),
        "Dubbel": object_of(**problem, lijkt_op=list_of(alike)),
        "Geweigerd": object_of(**problem, fouten=list_of(object_of(veld=text, fout=text))),
    }


def _body_schema() -> Schema:
    schema = AanbodBody.model_json_schema()
    words = schema.pop("$defs")
    inlined: Schema = _inlined(schema, words)
    return inlined | {"description": _("Een veld dat u weglaat blijft zoals het is.")}


def _inlined(part: Any, words: Schema) -> Any:
    """With each list of words where it is used, and without titles: those say the name once more."""
    if isinstance(part, list):
        return [_inlined(item, words) for item in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return {"type": "string", "enum": words[part["$ref"].removeprefix("#/$defs/")]["enum"]}
    return {name: _inlined(item, words) for name, item in part.items() if not (name == "title" and item)}


def _get() -> Schema:
    return {
        "operationId": "lees_aanbod",
        "summary": _("Eén aanbod, in de velden die u terug kunt sturen"),
        "parameters": [_id()],
        "responses": {"200": _answers(), "404": refuses(_("Dit staat niet (meer) op de kaart."))},
    }


def _post() -> Schema:
    return _writes(
        "voeg_aanbod_toe",
        _("Zet aanbod op de kaart"),
        Recht.TOEVOEGEN,
        responses={
            "200": _answers(_("Dit stuurde u net al: het is niet nog een keer opgeslagen.")),
            "201": _answers(_("Opgeslagen.")),
            "409": refuses(_("Dit lijkt op wat er al staat: `lijkt_op` zegt waarop."), schema="Dubbel"),
        },
    )


def _patch() -> Schema:
    if_match = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
    about = {"description": _("De ETag van wat u las: dan overschrijft u niets van een ander.")}
    refusals = {
        "404": refuses(_("Dit staat niet (meer) op de kaart.")),
        "412": refuses(_("Iemand anders was u voor.")),
        "428": refuses(_("If-Match ontbreekt.")),
    }
    patch = _writes(
        "wijzig_aanbod",
        _("Wijzig de velden die u stuurt"),
        Recht.WIJZIGEN,
        responses={"200": _answers(_("Opgeslagen.")), **refusals},
    )
    return patch | {"parameters": [_id(), if_match | about]}


def _writes(name: str, summary: str, recht: Recht, *, responses: Schema) -> Schema:
    return {
        "operationId": name,
        "summary": summary,
        "description": _("Met een token dat mag %(recht)s. U maakt het bij uw account.", recht=recht.naam),
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": {JSON: {"schema": ref_to("AanbodInvoer")}}},
        "responses": responses
        | {
            "401": refuses(_("Zonder geldig token kan dit niet.")),
            "403": refuses(_("Dit mag u hier niet, of niet met dit token.")),
            "422": refuses(_("Er kloppen velden niet."), schema="Geweigerd"),
        },
    }


def _id() -> Schema:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}


def _answers(description: str = "OK") -> Schema:
    return {"description": description, "content": {JSON: {"schema": ref_to("Opgeslagen")}}}
