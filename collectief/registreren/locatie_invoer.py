"""Which locatie does an invoer mean, and what does it tell of getting in there?"""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from collectief.geschiedenis.geschiedenis import add_wijziging, locatie_texts
from collectief.models import Aanbod, AanbodLocatie, Gebruiker, Locatie
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.invoerregels import ACCESS
from collectief.words import JaNee


def settle_locatie(
    session: Session, invoer: AanbodInvoer, *, door: Gebruiker | None, now: datetime, shown: Locatie | None = None
) -> Locatie | None:
    """Where it is, with what the invoer tells of getting in there; whoever else is there shares that.

    What nobody knows changes nothing, unless the form showed this very locatie: then somebody chose it.
    """
    locatie = _find_or_make_locatie(session, invoer)
    if locatie is None:
        return None
    before = locatie_texts(locatie)
    for field in ACCESS:
        told: JaNee = getattr(invoer, field)
        if locatie is shown or told != JaNee.ONBEKEND:
            setattr(locatie, field, told)
    if locatie.id is not None:  # of a new one there is nothing to tell that its aanbod does not
        add_wijziging(session, locatie, before=before, after=locatie_texts(locatie), door=door, now=now)
    return locatie


def _find_or_make_locatie(session: Session, invoer: AanbodInvoer) -> Locatie | None:
    """The same place once, whoever offers something there; another place never changes one that others use.

    Of a hidden place nothing is kept.
    """
    if invoer.verborgen or invoer.punt is None:
        return None
    place: dict[str, Any] = {name: getattr(invoer, name) for name in ("gemeente", "buurtcode", "adres")}
    place["naam"] = invoer.locatie
    alike = session.scalars(select(Locatie).filter_by(**place).order_by(Locatie.id))
    found = next((locatie for locatie in alike if locatie.punt == invoer.punt), None)
    return found or Locatie(**place | {"punt": invoer.punt})


def remove_unused(session: Session, locatie: Locatie | None) -> None:
    """A place where nothing is offered any more is forgotten."""
    if locatie is None or locatie not in session:
        return
    uses = (Aanbod.locatie_id == locatie.id, AanbodLocatie.locatie_id == locatie.id)
    if not any(session.scalar(select(exists().where(use))) for use in uses):
        session.delete(locatie)
