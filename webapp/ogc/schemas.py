"""What shape have the answers of the OGC API? The schemas of its OpenAPI 3.0 description."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext as _

from collectief.words import Doelgroep, JaNee, Karakter, Leefgebied, SoortAanbod, Taal, Toegang
from geo.gebieden import Soort
from geo.gemeente import GrenzenSoort
from geo.kerncijfers import Status
from webapp.ogc.documents import Document

TEXT: Document = {"type": "string"}
NUMBER: Document = {"type": "number"}
INTEGER: Document = {"type": "integer"}
BOOLEAN: Document = {"type": "boolean"}
DATE: Document = {"type": "string", "format": "date"}
PLEK_ID: Document = {"oneOf": [INTEGER, {"type": "string", "pattern": "^[0-9]+-[0-9]+$"}]}
"""The number of an aanbod; at a further place that number and the one of the place."""


def make_schemas() -> Document:
    return {
        "landingPage": _object(title=TEXT, description=TEXT, attribution=TEXT, links=_links()),
        "confClasses": _object(conformsTo=_list_of(TEXT), links=_links()),
        "openapi": {"type": "object"},
        "collections": _object(links=_links(), crs=_list_of(TEXT), collections=_list_of(ref("collection"))),
        "collection": _collection(),
        "link": _object(rel=TEXT, href=TEXT, type=TEXT, title=TEXT),
        "exception": _exception(),
        "gebiedenFeature": _feature("MultiPolygon", _list_of(_list_of(_list_of(_position()))), TEXT, _gebied()),
        "gebiedenCollection": _feature_collection("gebiedenFeature", numberMatched=INTEGER),
        "aanbodFeature": _aanbod_feature(),
        "aanbodCollection": _feature_collection("aanbodFeature"),
    }


def ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def enum_of(words: Iterable[StrEnum]) -> Document:
    return {"type": "string", "enum": [word.value for word in words]}


def _collection() -> Document:
    box = {**_list_of(NUMBER), "minItems": 4, "maxItems": 4}
    extent = _object(spatial=_object(bbox=_list_of(box), crs=TEXT))
    return _object(
        optional={"extent": extent},
        id=TEXT,
        title=TEXT,
        description=TEXT,
        itemType=TEXT,
        crs=_list_of(TEXT),
        storageCrs=TEXT,
        links=_links(),
    )


def _exception() -> Document:
    return _object(
        optional={"parameter": {**TEXT, "description": _("Welke parameter niet klopt")}},
        code=TEXT,
        description=TEXT,
        type=TEXT,
        title=TEXT,
        status=INTEGER,
        detail=TEXT,
    )


def _feature_collection(feature: str, **counted: Document) -> Document:
    return _object(
        type=_only("FeatureCollection"),
        timeStamp={"type": "string", "format": "date-time"},
        numberReturned=INTEGER,
        **counted,
        links=_links(),
        features=_list_of(ref(feature)),
    )


def _feature(geometry: str, coordinates: Document, identity: Document, properties: Document) -> Document:
    return _object(
        optional={"links": _links()},
        type=_only("Feature"),
        id=identity,
        geometry=_object(type=_only(geometry), coordinates=coordinates),
        properties=properties,
    )


def _aanbod_feature() -> Document:
    """Without a geometry where the place is hidden or not found yet."""
    feature = _feature("Point", _position(), PLEK_ID, _aanbod())
    feature["properties"]["geometry"]["nullable"] = True
    return feature


def _gebied() -> Document:
    return _object(
        code={**TEXT, "description": _("CBS-code, of de korte naam van een team")},
        naam=TEXT,
        soort=enum_of(Soort),
        gemeente={**TEXT, "description": _("CBS-code van de gemeente")},
        wijk={**_or_null(TEXT), "description": _("CBS-code van de wijk, alleen van een buurt")},
        jaar={**INTEGER, "description": _("Het jaar van de grenzen")},
        grenzen={**enum_of(GrenzenSoort), "description": _("Hoe zeker de grenzen zijn")},
        oppervlakte_km2={**NUMBER, "description": _("Met het water erbij")},
        inwoners={**_or_null(INTEGER), "description": _("null is onbekend, nooit nul")},
        inwoners_status=enum_of(Status),
        inwoners_jaar=_or_null(INTEGER),
        url=_url(),
    )


def _aanbod() -> Document:
    return _object(
        naam=TEXT,
        soort=enum_of(SoortAanbod),
        omschrijving=TEXT,
        karakter=enum_of(Karakter),
        toegang=enum_of(Toegang),
        kosten=_or_null(TEXT),
        gratis=enum_of(JaNee),
        openingstijden={**_or_null(TEXT), "description": _("Als opening_hours van OpenStreetMap; null is onbekend")},
        op_afspraak=BOOLEAN,
        gesloten_van={**_or_null(DATE), "description": _("Vanaf deze dag tijdelijk gesloten")},
        gesloten_tot={**_or_null(DATE), "description": _("Tot en met deze dag tijdelijk gesloten")},
        leeftijd_min=_or_null(INTEGER),
        leeftijd_max=_or_null(INTEGER),
        capaciteit=_or_null(INTEGER),
        leefgebieden=_list_of(enum_of(Leefgebied)),
        doelgroepen=_list_of(enum_of(Doelgroep)),
        talen=_list_of(enum_of(Taal)),
        organisatie=_or_null(TEXT),
        verborgen={**BOOLEAN, "description": _("De plek is geheim: bereikbaar_via zegt hoe u contact maakt")},
        bereikbaar_via=_or_null(TEXT),
        locatie={**_or_null(TEXT), "description": _("Hoe de plek heet")},
        adres=_or_null(TEXT),
        buurtcode=_or_null(TEXT),
        gemeente=TEXT,
        **{access: _or_null(enum_of(JaNee)) for access in ("rolstoel", "toilet", "ringleiding", "rustige_ruimte")},
        gecontroleerd_op=_or_null(DATE),
        gewijzigd_op={"type": "string", "format": "date-time"},
        voorbeeld={**BOOLEAN, "description": _("Een voorbeeld bestaat niet echt")},
        url=_url(),
    )


def _url() -> Document:
    return {"type": "string", "format": "uri", "description": _("De pagina voor bewoners")}


def _object(*, optional: Document | None = None, **properties: Document) -> Document:
    """Every property but the optional ones is always there; what is not known is null."""
    return {"type": "object", "required": list(properties), "properties": properties | (optional or {})}


def _links() -> Document:
    return _list_of(ref("link"))


def _position() -> Document:
    return {**_list_of(NUMBER), "minItems": 2, "maxItems": 2}


def _list_of(items: Document) -> Document:
    return {"type": "array", "items": items}


def _only(word: str) -> Document:
    return {"type": "string", "enum": [word]}


def _or_null(schema: Document) -> Document:
    return {**schema, "nullable": True}
