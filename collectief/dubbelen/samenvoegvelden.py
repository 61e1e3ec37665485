"""Between which values of two entries is chosen, which is the likely one, and how is a state kept to return to?"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from math import hypot
from typing import Any

from sqlalchemy.orm import Session

from collectief.models import Aanbod, AanbodLocatie, Locatie, Organisatie
from collectief.words import Doelgroep, JaNee, Leefgebied, Taal

# What is chosen as one: fields that say nothing or something else without each other.
GROEPEN: Mapping[str, tuple[str, ...]] = {
    "naam": ("naam",),
    "soort": ("soort",),
    "omschrijving": ("omschrijving",),
    "karakter": ("karakter",),
    "plek": ("locatie_id", "adres_te_zoeken"),
    "openingstijden": ("openingstijden", "op_afspraak"),
    "sluiting": ("gesloten_van", "gesloten_tot", "gesloten_reden"),
    "doelgroepen": ("doelgroepen",),
    "leeftijd": ("leeftijd_min", "leeftijd_max"),
    "leefgebieden": ("leefgebieden",),
    "talen": ("talen",),
    "buurten": ("buurten",),
    "toegang": ("toegang",),
    "kosten": ("kosten", "gratis"),
    "capaciteit": ("capaciteit",),
    "organisatie": ("organisatie_id",),
    "bereikbaar_via": ("bereikbaar_via",),
}
SETS: Mapping[str, type[str]] = {"doelgroepen": Doelgroep, "leefgebieden": Leefgebied, "talen": Taal, "buurten": str}
FIELDS = (*(field for fields in GROEPEN.values() for field in fields), "status")
SAME_SPOT_M = 50.0

Snapshot = Mapping[str, Any]


class Kant(Enum):
    """Whose value the entry that stays has from now on."""

    BLIJFT = "blijft"
    VERVALT = "vervalt"
    BEIDE = "beide"


def choices(blijft: Aanbod, vervalt: Aanbod) -> dict[str, tuple[Kant, ...]]:
    """Per group of fields that differ what one may choose, the likely choice first."""
    return {
        groep: _choices_of(groep, blijft, vervalt)
        for groep, fields in GROEPEN.items()
        if any(getattr(blijft, field) != getattr(vervalt, field) for field in fields)
    }


def snapshot(aanbod: Aanbod) -> Snapshot:
    """All that merging may change in an entry, as JSON."""
    values = {field: _as_json(getattr(aanbod, field)) for field in FIELDS}
    return values | {"ook_op": sorted([also.locatie.id, also.openingstijden] for also in aanbod.ook_op)}


def restore(session: Session, aanbod: Aanbod, stored: Snapshot) -> None:
    """Give the entry these values, and leave what is not among them."""
    for field, value in stored.items():
        match field:
            case "locatie_id":
                aanbod.locatie = session.get_one(Locatie, value) if value else None
            case "organisatie_id":
                aanbod.organisatie = session.get_one(Organisatie, value) if value else None
            case "ook_op":
                settle_ook_op(session, aanbod, value)
            case _:
                setattr(aanbod, field, _read(field, value))


def settle_ook_op(session: Session, aanbod: Aanbod, places: Iterable[tuple[int, str | None]]) -> None:
    """Let it be at these further places, and at no other."""
    wanted = dict(places)
    for also in [also for also in aanbod.ook_op if also.locatie_id not in wanted]:
        aanbod.ook_op.remove(also)
    present = {also.locatie_id: also for also in aanbod.ook_op}
    for locatie_id, openingstijden in wanted.items():
        if locatie_id in present:
            present[locatie_id].openingstijden = openingstijden
        else:
            locatie = session.get_one(Locatie, locatie_id)
            aanbod.ook_op.append(AanbodLocatie(locatie=locatie, openingstijden=openingstijden))


def _choices_of(groep: str, blijft: Aanbod, vervalt: Aanbod) -> tuple[Kant, ...]:
    likely = _likely(groep, blijft, vervalt)
    may_both = groep in SETS or (groep == "plek" and blijft.locatie is not None and vervalt.locatie is not None)
    allowed = [kant for kant in Kant if kant != Kant.BEIDE or may_both]
    return (likely, *(kant for kant in allowed if kant != likely))


def _likely(groep: str, blijft: Aanbod, vervalt: Aanbod) -> Kant:
    """What is filled in goes before what is not, then all of it, then what says more, then what is newer."""
    filled, other = (any(map(_says_something, _values(groep, aanbod))) for aanbod in (blijft, vervalt))
    if filled != other:
        return Kant.BLIJFT if filled else Kant.VERVALT
    if groep in SETS or (groep == "plek" and _lie_apart(blijft.locatie, vervalt.locatie)):
        return Kant.BEIDE
    if groep == "omschrijving":
        return Kant.BLIJFT if len(blijft.omschrijving) >= len(vervalt.omschrijving) else Kant.VERVALT
    return Kant.BLIJFT if _known_since(blijft) >= _known_since(vervalt) else Kant.VERVALT


def _values(groep: str, aanbod: Aanbod) -> list[Any]:
    return [getattr(aanbod, field) for field in GROEPEN[groep]]


def _says_something(value: Any) -> bool:
    return bool(value) and value != JaNee.ONBEKEND


def _lie_apart(a: Locatie | None, b: Locatie | None) -> bool:
    return a is not None and b is not None and hypot(a.punt.x - b.punt.x, a.punt.y - b.punt.y) > SAME_SPOT_M


def _known_since(aanbod: Aanbod) -> tuple[date, Any]:
    """A check tells more than a change."""
    return aanbod.gecontroleerd_op or date.min, aanbod.gewijzigd_op


def _as_json(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case None | bool() | int() | str():
            return value
    return sorted(map(_as_json, value))


def _read(field: str, value: Any) -> Any:
    if field in SETS:
        return {SETS[field](word) for word in value}
    kind = Aanbod.__table__.c[field].type.python_type
    if value is None:
        return None
    return date.fromisoformat(value) if kind is date else kind(value)
