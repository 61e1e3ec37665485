"""How is an aanbod told in another language, by whom, and does it still say what the Dutch says? Never commits."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectief.errors import InvalidFieldError, InvalidInvoerError
from collectief.geschiedenis.geschiedenis import Texts, add_wijziging
from collectief.models import MAX_NAAM, MAX_OMSCHRIJVING, Aanbod, Gebruiker, Vertaling
from collectief.registreren.invoer import tidy_line, tidy_lines
from collectief.registreren.registreren import require_may_edit
from collectief.words import Taal

# The languages that the pages of visitors are in besides Dutch.
VERTAALTALEN = (Taal.EN, Taal.TR, Taal.AR, Taal.PL)
LIMITS = {"naam": MAX_NAAM, "omschrijving": MAX_OMSCHRIJVING}
STEMPEL_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class VertalingInvoer:
    """What somebody typed; nothing in either field takes the vertaling away."""

    naam: str = ""
    omschrijving: str = ""


def stempel_of(aanbod: Aanbod) -> str:
    """The same as long as the Dutch text is."""
    text = f"{aanbod.naam}\n{aanbod.omschrijving}"
    return blake2b(text.encode(), digest_size=STEMPEL_BYTES).hexdigest()


def is_behind(vertaling: Vertaling, aanbod: Aanbod) -> bool:
    """Whether the Dutch text changed since it was translated."""
    return vertaling.stempel != stempel_of(aanbod)


def find_vertaling(aanbod: Aanbod, taal: Taal) -> Vertaling | None:
    return next((one for one in aanbod.vertalingen if one.taal == taal), None)


def vertalingen_in(session: Session, taal: Taal, aanbod_ids: Collection[int]) -> Mapping[int, Vertaling]:
    """By aanbod, of those that have one in this taal."""
    asked = select(Vertaling).where(Vertaling.taal == taal, Vertaling.aanbod_id.in_(aanbod_ids))
    return {found.aanbod_id: found for found in session.scalars(asked)}


def set_vertaling(
    session: Session, aanbod: Aanbod, taal: Taal, invoer: VertalingInvoer, *, door: Gebruiker, now: datetime
) -> Vertaling | None:
    """Raises NotAllowedError or InvalidInvoerError before anything is stored; None where it was taken away.

    What is saved without a change was read again: from then on it is up to date with the Dutch text.
    """
    require_may_edit(session, aanbod, door=door, now=now)
    invoer = _checked(invoer)
    known = find_vertaling(aanbod, taal)
    before = _texts(taal, known)
    if known and not invoer.naam:
        aanbod.vertalingen.remove(known)
        known = None
    elif invoer.naam:
        known = _write(aanbod, taal, known, invoer, now=now)
    if add_wijziging(session, aanbod, before=before, after=_texts(taal, known), door=door, now=now):
        aanbod.gewijzigd_op = now
    session.flush()
    return known


def _write(aanbod: Aanbod, taal: Taal, known: Vertaling | None, invoer: VertalingInvoer, *, now: datetime) -> Vertaling:
    told: dict[str, Any] = {"naam": invoer.naam, "omschrijving": invoer.omschrijving}
    told |= {"bijgewerkt_op": now, "stempel": stempel_of(aanbod)}
    if known is None:
        known = Vertaling(taal=taal, **told)
        aanbod.vertalingen.append(known)
    for field, value in told.items():
        setattr(known, field, value)
    return known


def _texts(taal: Taal, vertaling: Vertaling | None) -> Texts:
    """As the history has them: each taal has fields of its own."""
    return {f"{field}_{taal}": getattr(vertaling, field) if vertaling else "" for field in LIMITS}


def _checked(invoer: VertalingInvoer) -> VertalingInvoer:
    tidy = VertalingInvoer(naam=tidy_line(invoer.naam), omschrijving=tidy_lines(invoer.omschrijving))
    if problems := list(_problems(tidy)):
        raise InvalidInvoerError(problems)
    return tidy


def _problems(invoer: VertalingInvoer) -> Iterator[InvalidFieldError]:
    if bool(invoer.naam) != bool(invoer.omschrijving):
        yield InvalidFieldError("omschrijving" if invoer.naam else "naam", "required_with_vertaling")
    for field, most in LIMITS.items():
        if len(getattr(invoer, field)) > most:
            yield InvalidFieldError(field, "too_long", max=most)
