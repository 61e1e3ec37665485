"""What was decided on a point, who does what by when, and is it done?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from collectief.bevoegdheid import may_hold_overleg
from collectief.errors import InvalidFieldError, InvalidInvoerError, NotAllowedError
from collectief.geschiedenis.geschiedenis import Texts
from collectief.models import MAX_KORT, MAX_LANG, Gebruiker, Overlegpunt
from collectief.registreren.invoer import tidy_line, tidy_lines
from collectief.staleness import lock_as_seen
from collectief.vrije_teksten import Eisen, problems_of_texts

EISEN = {"besluit": Eisen(MAX_LANG), "actie": Eisen(MAX_LANG), "wie": Eisen(MAX_KORT)}


@dataclass(frozen=True, kw_only=True, slots=True)
class PuntbesluitInvoer:
    """What somebody writes down at the table; `wie` is a function or an organisatie, never a person."""

    besluit: str = ""
    actie: str = ""
    wie: str = ""
    voor: date | None = None
    afgerond: bool = False


def punt_texts(punt: Overlegpunt) -> Texts:
    """All that a form on a point shows, to see whether somebody else changed it."""
    return {
        "besluit": punt.besluit,
        "actie": punt.actie,
        "wie": punt.wie,
        "voor": punt.voor.isoformat() if punt.voor else "",
        "afgerond": "ja" if punt.afgerond_op else "nee",
    }


def decide_punt(
    session: Session,
    punt: Overlegpunt,
    invoer: PuntbesluitInvoer,
    *,
    door: Gebruiker,
    now: datetime,
    seen: str,
    plaatsnamen: Collection[str] = (),
) -> None:
    """Once its overleg is closed the decision stays as it is; the action may still change. Never commits.

    Raises NotAllowedError, InvalidInvoerError or StaleRecordError.
    """
    if not may_hold_overleg(door, gemeente=punt.gemeente) or punt.overleg is None:
        raise NotAllowedError(f"gebruiker {door.id} may not decide on overlegpunt {punt.id}")
    besluit = punt.besluit if punt.overleg.gesloten_op else tidy_lines(invoer.besluit)
    invoer = replace(invoer, besluit=besluit, actie=tidy_lines(invoer.actie), wie=tidy_line(invoer.wie))
    if problems := list(_problems(invoer, plaatsnamen)):
        raise InvalidInvoerError(problems)
    lock_as_seen(session, punt, punt_texts, seen=seen)
    punt.besluit, punt.actie, punt.wie, punt.voor = invoer.besluit, invoer.actie, invoer.wie, invoer.voor
    punt.afgerond_op = (punt.afgerond_op or now) if invoer.afgerond else None
    session.flush()


def _problems(invoer: PuntbesluitInvoer, plaatsnamen: Collection[str]) -> Iterator[InvalidFieldError]:
    """An action without anybody to do it, or without a day, is none."""
    yield from problems_of_texts({name: getattr(invoer, name) for name in EISEN}, EISEN, plaatsnamen=plaatsnamen)
    if invoer.actie and not invoer.besluit:
        yield InvalidFieldError("besluit", "required_with_actie")
    if invoer.actie and not invoer.wie:
        yield InvalidFieldError("wie", "required_with_actie")
    if invoer.actie and invoer.voor is None:
        yield InvalidFieldError("voor", "required_with_actie")
    if not invoer.actie and (invoer.wie or invoer.voor or invoer.afgerond):
        yield InvalidFieldError("actie", "required_with_wie")
