"""Who may be called or mailed about an entry, by their own consent, and how is that forgotten? Never commits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.geschiedenis.geschiedenis import add_wijziging
from collectief.models import MAX_EMAIL, MAX_NAAM, MAX_TELEFOON, Aanbod, Contactpersoon, Gebruiker
from collectief.plekken.contact import is_email, is_telefoon
from collectief.registreren.invoer import tidy_line
from collectief.registreren.registreren import require_may_edit
from collectief.tijden.dutch_time import day_of
from collectief.words import Actie, Toestemmingswijze

LIMITS = {"naam": MAX_NAAM, "telefoon": MAX_TELEFOON, "email": MAX_EMAIL}
VELD = "contactpersoon"
THERE = "staat erop"  # all that the history ever says of one


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactInvoer:
    """What somebody typed of a resident who agreed to be reached; without `toestemming` nothing is stored."""

    naam: str = ""
    telefoon: str = ""
    email: str = ""
    toestemming: bool = False
    toestemming_op: date | None = None
    toestemming_hoe: Toestemmingswijze | None = None


def set_contactpersoon(
    session: Session, aanbod: Aanbod, invoer: ContactInvoer, *, door: Gebruiker, now: datetime
) -> Contactpersoon:
    """Raises NotAllowedError or InvalidInvoerError before anything is stored.

    Somebody else gets another key: who was there before cannot erase them.
    """
    require_may_edit(session, aanbod, door=door, now=now)
    told, known = _told(_checked(invoer, today=day_of(now)), door), aanbod.contactpersoon
    before = THERE if known else ""
    if known is None:
        known = aanbod.contactpersoon = Contactpersoon(**told)
    elif known.naam != told["naam"]:
        known.uuid = uuid4()
    for field, value in told.items():
        setattr(known, field, value)
    _write_down(session, aanbod, before, THERE, door=door, now=now)
    return known


def erase_contactpersoon(session: Session, aanbod: Aanbod, *, door: Gebruiker, now: datetime) -> None:
    """The team takes back the consent for somebody; raises NotAllowedError."""
    require_may_edit(session, aanbod, door=door, now=now)
    _erase(session, aanbod, door=door, now=now)


def withdraw(session: Session, key: UUID, *, now: datetime) -> bool:
    """Somebody takes back their own consent, by the key in their link; whether there was anything to erase."""
    contactpersoon = find_contactpersoon(session, key)
    if contactpersoon is None:
        return False
    _erase(session, session.get_one(Aanbod, contactpersoon.aanbod_id), door=None, now=now)
    return True


def find_contactpersoon(session: Session, key: UUID) -> Contactpersoon | None:
    return session.scalar(select(Contactpersoon).where(Contactpersoon.uuid == key))


def _erase(session: Session, aanbod: Aanbod, *, door: Gebruiker | None, now: datetime) -> None:
    if aanbod.contactpersoon is None:
        return
    aanbod.contactpersoon = None
    _write_down(session, aanbod, THERE, "", door=door, now=now, actie=Actie.GEWIST)


def _write_down(
    session: Session,
    aanbod: Aanbod,
    before: str,
    after: str,
    *,
    door: Gebruiker | None,
    now: datetime,
    actie: Actie = Actie.GEWIJZIGD,
) -> None:
    """That there is one, or no longer; never who. Whoever copies the map sees that the entry changed."""
    add_wijziging(session, aanbod, before={VELD: before}, after={VELD: after}, door=door, now=now, actie=actie)
    aanbod.gewijzigd_op = now
    session.flush()


def _told(invoer: ContactInvoer, door: Gebruiker) -> dict[str, Any]:
    return {
        "naam": invoer.naam,
        "telefoon": invoer.telefoon or None,
        "email": invoer.email or None,
        "toestemming_op": invoer.toestemming_op,
        "toestemming_hoe": invoer.toestemming_hoe,
        "toestemming_bij": door,
    }


def _checked(invoer: ContactInvoer, *, today: date) -> ContactInvoer:
    texts: dict[str, Any] = {field: tidy_line(getattr(invoer, field)) for field in LIMITS}
    tidy = replace(invoer, **texts)
    if problems := [*_contact_problems(tidy), *_consent_problems(tidy, today)]:
        raise InvalidInvoerError(problems)
    return tidy


def _contact_problems(invoer: ContactInvoer) -> Iterator[InvalidFieldError]:
    if not invoer.naam:
        yield InvalidFieldError("naam", "required")
    if not (invoer.telefoon or invoer.email):
        yield InvalidFieldError("telefoon", "or_email_required")
    for field, most in LIMITS.items():
        if len(getattr(invoer, field)) > most:
            yield InvalidFieldError(field, "too_long", max=most)
    if invoer.telefoon and not is_telefoon(invoer.telefoon):
        yield InvalidFieldError("telefoon", "no_telefoon")
    if invoer.email and not is_email(invoer.email):
        yield InvalidFieldError("email", "no_email")


def _consent_problems(invoer: ContactInvoer, today: date) -> Iterator[InvalidFieldError]:
    if not invoer.toestemming:
        yield InvalidFieldError("toestemming", "required")
    if invoer.toestemming_hoe is None:
        yield InvalidFieldError("toestemming_hoe", "required")
    if invoer.toestemming_op is None or invoer.toestemming_op > today:
        yield InvalidFieldError("toestemming_op", "no_past_day")
