"""How do the parts of an entry look in HSDS that more than one of its objects hold?"""

import re
from typing import Any
from uuid import UUID

from werkzeug.urls import iri_to_uri

from collectief.models import Locatie
from collectief.words import JaNee
from geo.crs import to_wgs84
from webapp.hsds.keys import make_key

Object = dict[str, Any]

DECIMALS = 6  # of a degree: about 10 cm

# Whether somebody can, and whether not.
ACCESS = {
    "rolstoel": ("U kunt er met een rolstoel in.", "U kunt er niet met een rolstoel in."),
    "toilet": ("Er is een toilet voor mensen met een rolstoel.", "Er is geen toilet voor mensen met een rolstoel."),
    "ringleiding": ("Er is een ringleiding.", "Er is geen ringleiding."),
    "rustige_ruimte": ("Er is een rustige ruimte.", "Er is geen rustige ruimte."),
}

_ADRES = re.compile(r"(?P<straat>.+?),?\s+(?P<postcode>[1-9]\d{3} ?[A-Z]{2})(?:\s+(?P<plaats>.+))?")


def told(**fields: Any) -> Object:
    """Only what is known: HSDS leaves out what is not."""
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != []}


def make_phones(owner: UUID, number: str | None) -> list[Object]:
    return [{"id": str(make_key(owner, "phone")), "number": number, "type": "voice"}] if number else []


def email_or_none(address: str | None) -> str | None:
    """The standard's mail addresses are ASCII."""
    return address if address and address.isascii() else None


def url_or_none(website: str | None) -> str | None:
    return iri_to_uri(website) if website else None


def make_location(locatie: Locatie, *, plaats: str, full: bool) -> Object:
    lon, lat = to_wgs84(*locatie.punt)
    place = told(
        id=str(locatie.uuid),
        location_type="physical",
        name=locatie.naam,
        latitude=round(lat, DECIMALS),
        longitude=round(lon, DECIMALS),
    )
    return place | (told(addresses=_addresses(locatie, plaats), accessibility=_accessibility(locatie)) if full else {})


def _addresses(locatie: Locatie, plaats: str) -> list[Object]:
    """What is not known of an address but asked for by the standard is empty."""
    if not locatie.adres:
        return []
    read = _ADRES.fullmatch(locatie.adres)
    address = {
        "id": str(make_key(locatie.uuid, "address")),
        "address_1": read["straat"] if read else locatie.adres,
        "city": (read and read["plaats"]) or plaats,
        "state_province": "",
        "postal_code": read["postcode"] if read else "",
        "country": "NL",
        "address_type": "physical",
    }
    return [address]


def _accessibility(locatie: Locatie) -> list[Object]:
    known = {name: getattr(locatie, name) for name in ACCESS if getattr(locatie, name) != JaNee.ONBEKEND}
    return [
        {"id": str(make_key(locatie.uuid, name)), "description": ACCESS[name][claim == JaNee.NEE]}
        for name, claim in known.items()
    ]
