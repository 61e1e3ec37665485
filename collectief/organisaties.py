"""Who offers it: an organisatie that the gemeente knows already, by its naam, or a new one?"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.geschiedenis import add_wijziging, organisatie_texts
from collectief.invoer import AanbodInvoer
from collectief.models import Gebruiker, Organisatie
from collectief.words import Actie


def find_or_add_organisatie(
    session: Session,
    invoer: AanbodInvoer,
    *,
    door: Gebruiker | None,
    now: datetime,
    replaces: Organisatie | None = None,
    actie: Actie = Actie.GEWIJZIGD,
) -> Organisatie | None:
    """The organisatie that the invoer names, with the contact that it gives; None when it names none.

    An empty field leaves the contact of a known organisatie as it was, unless it is the one that the form showed
    (`replaces`): then somebody emptied it.
    """
    if not invoer.organisatie:
        return None
    organisatie = find_organisatie(session, invoer.organisatie, gemeente=invoer.gemeente)
    before = organisatie_texts(organisatie) if organisatie else {}
    if organisatie is None:
        organisatie = Organisatie(gemeente=invoer.gemeente, naam=invoer.organisatie)
        session.add(organisatie)
    _take_contact(organisatie, invoer, empty_too=organisatie is replaces)
    session.flush()
    after = organisatie_texts(organisatie)
    add_wijziging(session, organisatie, before=before, after=after, door=door, now=now, actie=actie)
    return organisatie


def find_organisatie(session: Session, naam: str, *, gemeente: str) -> Organisatie | None:
    """By naam, whatever its capitals."""
    of_gemeente = select(Organisatie).where(Organisatie.gemeente == gemeente)
    return session.scalar(of_gemeente.where(Organisatie.sleutel == Organisatie.sleutel_of(naam)))


def _take_contact(organisatie: Organisatie, invoer: AanbodInvoer, *, empty_too: bool) -> None:
    for field in ("telefoon", "email", "website"):
        typed: str = getattr(invoer, f"organisatie_{field}")
        if typed or empty_too:
            setattr(organisatie, field, typed or None)
