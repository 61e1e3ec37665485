"""How does a voorstel become aanbod on the map with one click? Never commits."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from collectief.collectiveren.bevoegd import require_may_change
from collectief.collectiveren.voorstellen import add_stap, find_aanbod_of, flush
from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.models import Aanbod, Gebruiker, Locatie, Voorstel
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.registreren import add_aanbod
from collectief.signaalwoorden import Fase
from collectief.words import SoortAanbod, Status

READY = (Fase.GEPLAND, Fase.LOOPT, Fase.GEBORGD)
MOST_PLACES = 50


def make_aanbod_of(
    session: Session, voorstel: Voorstel, *, locatie_id: int | None, door: Gebruiker, now: datetime
) -> Aanbod:
    """At a known place it is published at once; without one it is a concept whose place is still to be found.

    A second click leads to what the first made. Raises InvalidInvoerError or NotAllowedError.
    """
    require_may_change(voorstel, door=door)
    session.execute(update(Voorstel).where(Voorstel.id == voorstel.id).values(gemeente=Voorstel.gemeente))
    session.refresh(voorstel)  # who clicks twice, waits here for the first
    if known := find_aanbod_of(session, voorstel):
        return known
    if voorstel.fase not in READY:
        raise InvalidInvoerError([InvalidFieldError("fase", "too_early_for_aanbod")])
    aanbod = add_aanbod(session, _make_invoer(voorstel, _find_place(session, voorstel, locatie_id)), door=door, now=now)
    voorstel.aanbod, voorstel.gewijzigd_op = aanbod, now
    add_stap(session, voorstel, {"aanbod_id": ["", str(aanbod.id)]}, door=door, now=now)
    flush(session)
    return aanbod


def places_for(session: Session, *, gemeente: str, buurtcodes: Set[str]) -> Sequence[Locatie]:
    """The places with a name in these buurten where something is shown already."""
    shown = select(Aanbod.locatie_id).where(Aanbod.status == Status.GEPUBLICEERD, ~Aanbod.verborgen)
    query = select(Locatie).where(Locatie.gemeente == gemeente, Locatie.buurtcode.in_(buurtcodes))
    named = query.where(Locatie.naam != "", Locatie.id.in_(shown.where(Aanbod.gemeente == gemeente)))
    return session.scalars(named.order_by(Locatie.naam, Locatie.id).limit(MOST_PLACES)).all()


def aanbod_of_voorstellen(session: Session, aanbod_id: int) -> list[int]:
    """The ids of an entry and of all that were merged into it: what voorstellen may point at."""
    found, newest = {aanbod_id}, {aanbod_id}
    while newest:
        merged = session.scalars(select(Aanbod.id).where(Aanbod.samengevoegd_in_id.in_(newest)))
        newest = set(merged) - found
        found |= newest
    return sorted(found)


def voorstellen_behind(session: Session, aanbod: Aanbod) -> Sequence[Voorstel]:
    """The voorstellen that became this entry, also by way of an entry that was merged into it."""
    ids = aanbod_of_voorstellen(session, aanbod.id)
    return session.scalars(select(Voorstel).where(Voorstel.aanbod_id.in_(ids)).order_by(Voorstel.id)).all()


def _find_place(session: Session, voorstel: Voorstel, locatie_id: int | None) -> Locatie | None:
    if locatie_id is None:
        return None
    known = places_for(session, gemeente=voorstel.gemeente, buurtcodes=set(voorstel.buurtcodes))
    found = next((place for place in known if place.id == locatie_id), None)
    if found is None:
        raise InvalidInvoerError([InvalidFieldError("locatie", "unreadable_value")])
    return found


def _make_invoer(voorstel: Voorstel, place: Locatie | None) -> AanbodInvoer:
    told = AanbodInvoer(
        gemeente=voorstel.gemeente,
        naam=voorstel.titel,
        soort=SoortAanbod.INITIATIEF,
        omschrijving=voorstel.omschrijving or voorstel.doel,
        leefgebieden=frozenset(voorstel.leefgebieden),
        doelgroepen=frozenset({voorstel.doelgroep}),
        buurten=frozenset(voorstel.buurtcodes),
        plek_later=True,
        status=Status.CONCEPT,
    )
    return _placed(told, place) if place else told


def _placed(told: AanbodInvoer, place: Locatie) -> AanbodInvoer:
    access: dict[str, Any] = {
        name: getattr(place, name) for name in ("rolstoel", "toilet", "ringleiding", "rustige_ruimte")
    }
    where: dict[str, Any] = {
        "punt": place.punt,
        "buurtcode": place.buurtcode,
        "adres": place.adres,
        "locatie": place.naam,
    }
    return replace(told, plek_later=False, status=Status.GEPUBLICEERD, **where, **access)
