"""How is what is known of an organisatie changed? Rules first; never commits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_keep
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError
from collectief.geschiedenis.geschiedenis import add_wijziging, organisatie_texts
from collectief.models import (
    MAX_EMAIL,
    MAX_KORT,
    MAX_NAAM,
    MAX_OMSCHRIJVING,
    MAX_TELEFOON,
    Aanbod,
    Gebruiker,
    Organisatie,
)
from collectief.plekken.contact import is_email, is_telefoon, is_website, with_scheme
from collectief.plekken.organisaties import find_organisatie
from collectief.registreren.invoer import tidy_line, tidy_lines
from collectief.staleness import lock_as_seen

LIMITS = {
    "naam": MAX_NAAM,
    "telefoon": MAX_TELEFOON,
    "email": MAX_EMAIL,
    "website": MAX_KORT,
    "omschrijving": MAX_OMSCHRIJVING,
}
CONTACT = {"telefoon": is_telefoon, "email": is_email, "website": is_website}


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisatieInvoer:
    """What somebody typed of an organisatie; its contact is never a person's."""

    naam: str = ""
    telefoon: str = ""
    email: str = ""
    website: str = ""
    omschrijving: str = ""


def change_organisatie(
    session: Session, organisatie: Organisatie, invoer: OrganisatieInvoer, *, door: Gebruiker, now: datetime, seen: str
) -> None:
    """Any team of the gemeente may: an organisatie works in more than one gebied.

    `seen` is the fingerprint of what the form showed. Raises NotAllowedError, InvalidInvoerError or StaleRecordError.
    """
    if not may_keep(door, gemeente=organisatie.gemeente):
        raise NotAllowedError(f"gebruiker {door.id} may not change organisatie {organisatie.id}")
    invoer = _checked(invoer)
    before = lock_as_seen(session, organisatie, organisatie_texts, seen=seen)
    _check_is_free(session, organisatie, invoer.naam)
    organisatie.naam, organisatie.omschrijving = invoer.naam, invoer.omschrijving
    for field in CONTACT:
        setattr(organisatie, field, getattr(invoer, field) or None)
    if add_wijziging(session, organisatie, before=before, after=organisatie_texts(organisatie), door=door, now=now):
        _tell_followers(session, organisatie, now)
    session.flush()


def _checked(invoer: OrganisatieInvoer) -> OrganisatieInvoer:
    lines = {field: tidy_line(getattr(invoer, field)) for field in ("naam", *CONTACT)}
    website = with_scheme(lines["website"])
    tidy = replace(invoer, **lines | {"website": website, "omschrijving": tidy_lines(invoer.omschrijving)})
    if problems := list(_problems(tidy)):
        raise InvalidInvoerError(problems)
    return tidy


def _problems(invoer: OrganisatieInvoer) -> Iterator[InvalidFieldError]:
    if not invoer.naam:
        yield InvalidFieldError("naam", "required")
    for field, most in LIMITS.items():
        if len(getattr(invoer, field)) > most:
            yield InvalidFieldError(field, "too_long", max=most)
    for field, has_form in CONTACT.items():
        typed = getattr(invoer, field)
        if typed and not has_form(typed):
            yield InvalidFieldError(field, f"no_{field}")


def _check_is_free(session: Session, organisatie: Organisatie, naam: str) -> None:
    if find_organisatie(session, naam, gemeente=organisatie.gemeente) not in (None, organisatie):
        raise InvalidInvoerError([InvalidFieldError("naam", "taken_by_organisatie")])


def _tell_followers(session: Session, organisatie: Organisatie, now: datetime) -> None:
    """Who copies the map asks for what was changed since: that is all that this organisatie offers."""
    session.execute(update(Aanbod).where(Aanbod.organisatie_id == organisatie.id).values(gewijzigd_op=now))
