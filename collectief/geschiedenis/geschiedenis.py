"""What changed in a record, field by field as text, and who did it?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from collectief.models import Aanbod, Gebruiker, Locatie, Organisatie, Team, Wijziging
from collectief.words import Actie, JaNee

Texts = Mapping[str, str]


def aanbod_texts(aanbod: Aanbod) -> Texts:
    """What visitors see of an aanbod, and where it stands; the contact of an organisatie is its own history."""
    return {
        "naam": aanbod.naam,
        "soort": aanbod.soort,
        "omschrijving": aanbod.omschrijving,
        "karakter": aanbod.karakter,
        "leefgebieden": ", ".join(sorted(aanbod.leefgebieden)),
        "doelgroepen": ", ".join(sorted(aanbod.doelgroepen)),
        "openingstijden": aanbod.openingstijden or "",
        "kosten": aanbod.kosten,
        "toegang": aanbod.toegang,
        "organisatie": aanbod.organisatie.naam if aanbod.organisatie else "",
        "gratis": aanbod.gratis,
        "op_afspraak": JaNee.of(aanbod.op_afspraak),
        "gesloten_van": str(aanbod.gesloten_van or ""),
        "gesloten_tot": str(aanbod.gesloten_tot or ""),
        "gesloten_reden": aanbod.gesloten_reden,
        "capaciteit": _number(aanbod.capaciteit),
        "leeftijd_min": _number(aanbod.leeftijd_min),
        "leeftijd_max": _number(aanbod.leeftijd_max),
        "talen": ", ".join(sorted(aanbod.talen)),
        "buurten": ", ".join(sorted(aanbod.buurten)),
        "verborgen": JaNee.of(aanbod.verborgen),
        "bereikbaar_via": aanbod.bereikbaar_via,
        **_place_texts(aanbod),
        "status": aanbod.status,
        "gecontroleerd_op": str(aanbod.gecontroleerd_op or ""),
    }


def _place_texts(aanbod: Aanbod) -> Texts:
    """Where it is; of a hidden place there is nothing to tell."""
    locatie = aanbod.locatie
    if locatie is None:
        return {"adres": aanbod.adres_te_zoeken, "locatie": "", "punt": "", "buurtcode": ""}
    return {
        "adres": locatie.adres,
        "locatie": locatie.naam,
        "punt": f"{locatie.punt.x:.2f} {locatie.punt.y:.2f}",
        "buurtcode": locatie.buurtcode,
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def locatie_texts(locatie: Locatie) -> Texts:
    """Where it is and who can get in: all aanbod there share it."""
    return {
        "naam": locatie.naam,
        "adres": locatie.adres,
        "punt": f"{locatie.punt.x:.2f} {locatie.punt.y:.2f}",
        "buurtcode": locatie.buurtcode,
        "rolstoel": locatie.rolstoel,
        "toilet": locatie.toilet,
        "ringleiding": locatie.ringleiding,
        "rustige_ruimte": locatie.rustige_ruimte,
    }


def organisatie_texts(organisatie: Organisatie) -> Texts:
    return {
        "naam": organisatie.naam,
        "telefoon": organisatie.telefoon or "",
        "email": organisatie.email or "",
        "website": organisatie.website or "",
        "omschrijving": organisatie.omschrijving,
    }


def team_texts(team: Team) -> Texts:
    return {
        "naam": team.naam,
        "gebied_in_woorden": team.gebied_in_woorden,
        "telefoon": team.telefoon or "",
        "email": team.email or "",
    }


def add_wijziging(
    session: Session,
    record: Aanbod | Locatie | Organisatie | Team,
    *,
    before: Texts,
    after: Texts,
    door: Gebruiker | None,
    now: datetime,
    actie: Actie = Actie.GEWIJZIGD,
) -> bool:
    """Write down what is different; whether anything is. Nothing `before` means that the record is new."""
    old = {field: before.get(field, "") for field in after}
    velden = {field: [old[field], str(text)] for field, text in after.items() if text != old[field]}
    if velden:
        what: dict[str, Any] = {"tabel": record.__tablename__, "record_id": record.id, "velden": velden}
        session.add(Wijziging(actie=actie if before else Actie.TOEGEVOEGD, op=now, door=door, **what))
    return bool(velden)
