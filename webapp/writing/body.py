"""What may a program send of an entry, and what does it get back? The fields of a form, as JSON."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Literal, NamedTuple

from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from collectief.models import Aanbod
from collectief.registreren.invoer import AanbodInvoer, make_invoer
from collectief.spatial import Punt
from collectief.words import Doelgroep, JaNee, Karakter, Leefgebied, SoortAanbod, Status, Taal, Toegang
from geo.crs import lies_in_nederland, to_rd, to_wgs84

DECIMALS = 6  # of a degree: about 10 cm
MAX_WORDS = 50
NOT_OF_INVOER = frozenset({"lon", "lat", "toch_nieuw"})
Degrees = Field(None, ge=-180, le=180, allow_inf_nan=False)


class AanbodBody(BaseModel):
    """An entry as a program sends it; a field that it leaves out stays as it is, or as a new entry has it."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    naam: str = ""
    soort: SoortAanbod | None = None
    omschrijving: str = ""
    karakter: Karakter | None = None
    leefgebieden: frozenset[Leefgebied] = Field(frozenset(), max_length=MAX_WORDS)
    doelgroepen: frozenset[Doelgroep] = Field(frozenset(), max_length=MAX_WORDS)
    openingstijden: str = ""
    """OSM opening_hours, or plain Dutch such as ma-vr 9.00-17.00."""
    op_afspraak: bool = False
    gesloten_van: date | None = None
    gesloten_tot: date | None = None
    """Up to and including this day."""
    gesloten_reden: str = ""
    kosten: str = ""
    gratis: JaNee = JaNee.ONBEKEND
    toegang: Toegang = Toegang.VRIJ
    capaciteit: int | None = None
    leeftijd_min: int | None = None
    leeftijd_max: int | None = None
    talen: frozenset[Taal] = Field(frozenset(), max_length=MAX_WORDS)
    buurten: frozenset[str] = Field(frozenset(), max_length=500)
    """CBS codes of the buurten that it is for; empty says nothing of that."""
    organisatie: str = ""
    organisatie_telefoon: str = ""
    organisatie_email: str = ""
    organisatie_website: str = ""
    adres: str = ""
    locatie: str = ""
    lon: float | None = Degrees
    lat: float | None = Degrees
    rolstoel: JaNee = JaNee.ONBEKEND
    toilet: JaNee = JaNee.ONBEKEND
    ringleiding: JaNee = JaNee.ONBEKEND
    rustige_ruimte: JaNee = JaNee.ONBEKEND
    verborgen: bool = False
    bereikbaar_via: str = ""
    plek_later: bool = False
    status: Literal[Status.CONCEPT, Status.GEPUBLICEERD, Status.GESTOPT] = Status.GEPUBLICEERD
    gecontroleerd: bool = False
    toch_nieuw: bool = False
    """Add it although it looks like what stands there already."""

    def changed(self, invoer: AanbodInvoer) -> AanbodInvoer:
        """The invoer with the fields that were sent; a new place still lacks its buurtcode."""
        given = {name: getattr(self, name) for name in self.model_fields_set - NOT_OF_INVOER}
        if self.punt is not None:
            given |= {"punt": self.punt, "buurtcode": "", "plek_later": given.get("plek_later", False)}
        return replace(invoer, **given)

    @property
    def punt(self) -> Punt | None:
        """In RD; None where no place in the Netherlands was sent."""
        if self.lon is None or self.lat is None or not lies_in_nederland(self.lon, self.lat):
            return None
        return Punt(*to_rd(self.lon, self.lat))


class Fault(NamedTuple):
    """Which field is wrong, and what its sender reads about that."""

    veld: str
    fout: str


class BodyError(Exception):
    """What was sent is no entry; holds a Fault per field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(fault.veld for fault in faults))
        self.faults = faults


def read_body(data: object) -> AanbodBody:
    """Raises BodyError."""
    try:
        body = AanbodBody.model_validate(data)
    except ValidationError as error:
        raise BodyError([_fault(details) for details in error.errors()]) from error
    faults = list(_place_faults(body))
    if faults:
        raise BodyError(faults)
    return body


def _place_faults(body: AanbodBody) -> Iterator[Fault]:
    if (body.lon is None) != (body.lat is None):
        yield Fault("lon" if body.lon is None else "lat", _("Geef lon en lat allebei, of geen van beide."))
    elif body.lon is not None and body.punt is None:
        yield Fault("lon", _("Deze plek ligt niet in Nederland."))


def _fault(details: ErrorDetails) -> Fault:
    veld = ".".join(map(str, details["loc"]))
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return Fault(veld, _("Dit veld kennen we niet."))
    if kind in ("enum", "literal_error"):
        return Fault(veld, _("Kies uit: %(words)s.", words=str(context["expected"]).replace(" or ", " of ")))
    if kind.startswith("date"):
        return Fault(veld, _("Schrijf een dag als 2026-05-31."))
    return Fault(veld, _("Dit heeft niet de vorm die erbij hoort. Kijk in de beschrijving van de API."))


def as_body(aanbod: Aanbod) -> dict[str, Any]:
    """The entry in the fields that a program may send back."""
    invoer = make_invoer(aanbod)
    names = [name for name in AanbodBody.model_fields if name not in {*NOT_OF_INVOER, "gecontroleerd"}]
    values = {name: getattr(invoer, name) for name in names}
    return {name: _plain(value) for name, value in values.items()} | _degrees(invoer.punt)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, set | frozenset) else value


def _degrees(punt: Punt | None) -> dict[str, float | None]:
    if punt is None:
        return {"lon": None, "lat": None}
    lon, lat = to_wgs84(*punt)
    return {"lon": round(lon, DECIMALS), "lat": round(lat, DECIMALS)}
