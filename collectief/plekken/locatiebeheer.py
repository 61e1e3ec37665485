"""How is what is known of a place changed, for all who offer something there? Rules first; never commits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_add
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError
from collectief.geschiedenis.geschiedenis import add_wijziging, locatie_texts
from collectief.models import MAX_KORT, MAX_NAAM, Aanbod, AanbodLocatie, Gebruiker, Locatie
from collectief.registreren.invoer import tidy_line
from collectief.registreren.invoerregels import ACCESS
from collectief.registreren.registreren import own_buurten
from collectief.staleness import lock_as_seen
from collectief.words import JaNee

LIMITS = {"naam": MAX_NAAM, "adres": MAX_KORT}


@dataclass(frozen=True, kw_only=True, slots=True)
class LocatieInvoer:
    """What somebody typed of a place; where it lies is changed by moving what is there."""

    naam: str = ""
    adres: str = ""
    rolstoel: JaNee | None = JaNee.ONBEKEND
    toilet: JaNee | None = JaNee.ONBEKEND
    ringleiding: JaNee | None = JaNee.ONBEKEND
    rustige_ruimte: JaNee | None = JaNee.ONBEKEND


def change_locatie(
    session: Session, locatie: Locatie, invoer: LocatieInvoer, *, door: Gebruiker, now: datetime, seen: str
) -> None:
    """The team of the buurt keeps it; `seen` is the fingerprint of what the form showed.

    Raises NotAllowedError, InvalidInvoerError or StaleRecordError.
    """
    require_may_keep(session, locatie, door=door, now=now)
    invoer = _checked(invoer)
    before = lock_as_seen(session, locatie, locatie_texts, seen=seen)
    for field in (*LIMITS, *ACCESS):
        setattr(locatie, field, getattr(invoer, field))
    if add_wijziging(session, locatie, before=before, after=locatie_texts(locatie), door=door, now=now):
        _tell_followers(session, locatie, now)
    session.flush()


def require_may_keep(session: Session, locatie: Locatie, *, door: Gebruiker, now: datetime) -> None:
    """Raises NotAllowedError."""
    eigen_buurten = own_buurten(session, door, now)
    if not may_add(door, gemeente=locatie.gemeente, buurtcode=locatie.buurtcode, eigen_buurten=eigen_buurten):
        raise NotAllowedError(f"gebruiker {door.id} may not change locatie {locatie.id}")


def _checked(invoer: LocatieInvoer) -> LocatieInvoer:
    tidy = replace(invoer, naam=tidy_line(invoer.naam), adres=tidy_line(invoer.adres))
    if problems := list(_problems(tidy)):
        raise InvalidInvoerError(problems)
    return tidy


def _problems(invoer: LocatieInvoer) -> Iterator[InvalidFieldError]:
    for field, most in LIMITS.items():
        if len(getattr(invoer, field)) > most:
            yield InvalidFieldError(field, "too_long", max=most)
    for field in ACCESS:
        if getattr(invoer, field) is None:
            yield InvalidFieldError(field, "required")


def _tell_followers(session: Session, locatie: Locatie, now: datetime) -> None:
    """Who copies the map asks for what was changed since: that is all that is here."""
    further = select(AanbodLocatie.aanbod_id).where(AanbodLocatie.locatie_id == locatie.id)
    here = or_(Aanbod.locatie_id == locatie.id, Aanbod.id.in_(further))
    session.execute(update(Aanbod).where(here).values(gewijzigd_op=now))
